/** Rows in order of their scores: what curves, areas, thresholds and histograms are read from, so that the scores are sorted once. A high score is an odd row. */
export interface Ranking {
  /** Every score that occurs, once, in falling order. Rows with one score cannot be told apart by any threshold. */
  readonly scores: Float64Array;
  /** Normal rows with each of these scores. */
  readonly normal: Uint32Array;
  /** Anomalous rows with each of these scores. */
  readonly anomalous: Uint32Array;
  readonly normalCount: number;
  readonly anomalousCount: number;
}

/**
 * @param scores one a row; infinite scores rank as any other.
 * @param isAnomaly one a row, 0 for a normal one; left out, all rows are normal.
 * @throws `internal:` when a score is not a number, because such a row has no rank, or when the lengths differ.
 */
export function rank(scores: Float64Array | Float32Array, isAnomaly?: Uint8Array): Ranking {
  if (isAnomaly && isAnomaly.length !== scores.length) throw new Error(`internal: ${scores.length} scores and ${isAnomaly.length} marks`);
  let anomalousCount = 0;
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i])) throw new Error(`internal: the score of row ${i} is not a number, and cannot be ranked`);
    if (isAnomaly?.[i]) anomalousCount++;
  }
  const normalCount = scores.length - anomalousCount;
  const normal = new Float64Array(normalCount);
  const anomalous = new Float64Array(anomalousCount);
  for (let i = 0, n = 0, a = 0; i < scores.length; i++) {
    if (isAnomaly?.[i]) anomalous[a++] = scores[i]!;
    else normal[n++] = scores[i]!;
  }
  // Numbers alone are sorted far faster than rows by a comparison.
  return { ...merged(normal.sort(), anomalous.sort()), normalCount, anomalousCount };
}

/** @param normal @param anomalous in rising order. */
function merged(normal: Float64Array, anomalous: Float64Array): Pick<Ranking, 'scores' | 'normal' | 'anomalous'> {
  const most = normal.length + anomalous.length;
  const [scores, ofNormal, ofAnomalous] = [new Float64Array(most), new Uint32Array(most), new Uint32Array(most)];
  let [n, a, count] = [normal.length - 1, anomalous.length - 1, 0];
  for (; n >= 0 || a >= 0; count++) {
    const score = Math.max(n >= 0 ? normal[n]! : -Infinity, a >= 0 ? anomalous[a]! : -Infinity);
    scores[count] = score;
    for (; n >= 0 && normal[n] === score; n--) ofNormal[count]!++;
    for (; a >= 0 && anomalous[a] === score; a--) ofAnomalous[count]!++;
  }
  return { scores: scores.slice(0, count), normal: ofNormal.slice(0, count), anomalous: ofAnomalous.slice(0, count) };
}
