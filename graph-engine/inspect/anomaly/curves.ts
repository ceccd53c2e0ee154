/** The curves that a threshold draws when it falls from the highest score to below the lowest. */
import type { Ranking } from './ranking';

export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** At each point, the threshold *above* which a row is called anomalous; −∞ at the last, where every row is. */
  readonly thresholds: Float64Array;
}

/** Receiver operating characteristic: x false-positive rate, y recall; from (0, 0) to (1, 1). Null where there is only one class. */
export function rocCurve(ranking: Ranking): Curve | null {
  const { normalCount, anomalousCount } = ranking;
  if (normalCount === 0 || anomalousCount === 0) return null;
  return drawn(ranking, (normal, anomalous) => [normal / normalCount, anomalous / anomalousCount]);
}

/** x recall, y precision; from (0, 1), where nothing is called anomalous and the precision is set to 1, to recall 1. Null where there is only one class. */
export function precisionRecallCurve(ranking: Ranking): Curve | null {
  const { normalCount, anomalousCount } = ranking;
  if (normalCount === 0 || anomalousCount === 0) return null;
  return drawn(ranking, (normal, anomalous) => [anomalous / anomalousCount, normal + anomalous === 0 ? 1 : anomalous / (normal + anomalous)]);
}

/** The point for the rows called normal and anomalous that lie above each threshold. */
function drawn({ scores, normal, anomalous }: Ranking, point: (normal: number, anomalous: number) => [number, number]): Curve {
  const count = scores.length + 1;
  const curve = { x: new Float64Array(count), y: new Float64Array(count), thresholds: new Float64Array(count) };
  for (let i = 0, n = 0, a = 0; i < count; i++) {
    [curve.x[i], curve.y[i]] = point(n, a);
    curve.thresholds[i] = scores[i] ?? -Infinity;
    n += normal[i] ?? 0;
    a += anomalous[i] ?? 0;
  }
  return curve;
}

/** At most `most` (≥ 2) points of a curve, its ends among them: no point left out is farther, along the curve, from a kept one than 1 / (most − 1) of its length. */
export function thinned(curve: Curve, most: number): Curve {
  const { x, y } = curve;
  if (x.length <= most) return curve;
  const along = new Float64Array(x.length);
  for (let i = 1; i < x.length; i++) along[i] = along[i - 1]! + Math.abs(x[i]! - x[i - 1]!) + Math.abs(y[i]! - y[i - 1]!);
  const step = along[x.length - 1]! / (most - 1) || Infinity;
  const kept = [0];
  // One point in each stretch of the curve; the last is that of the end.
  for (let i = 1, stretch = 0; i < x.length - 1; i++) {
    const next = Math.min(most - 2, Math.floor(along[i]! / step));
    if (next > stretch) kept.push(i);
    stretch = next;
  }
  kept.push(x.length - 1);
  const picked = (values: Float64Array): Float64Array => Float64Array.from(kept, (i) => values[i]!);
  return { x: picked(x), y: picked(y), thresholds: picked(curve.thresholds) };
}
