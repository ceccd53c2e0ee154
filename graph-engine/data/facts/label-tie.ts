/** How much a column tells of the label: its share of the spread, and how well it alone parts one label from the others. */

export interface LabelTie {
  /**
   * Of a number the correlation ratio η: the root of the share of its variance that lies between the labels; with two labels it is the size of the point-biserial
   * correlation. Of a category Cramér's V. From 0 to 1.
   */
  readonly correlation: number;
  /** Of the label that it parts best from the others: the area under the ROC curve of its value, in the direction that parts better, from ½ to 1. */
  readonly auc: number;
  /** That label. */
  readonly label: number;
}
/** Of labels with fewer rows, nothing can be said. */
const FEWEST = 5;
/** A category with fewer rows for each value parts anything, by knowing the rows. */
const ROWS_PER_VALUE = 5;

/** NaN is missing, and left out. Null where fewer than two labels have values. */
export function tieOfNumbers(values: Float64Array, labels: ArrayLike<number>): LabelTie | null {
  const rows = Uint32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]!));
  const counts = countsOf(rows, labels);
  if (counts.size < 2) return null;
  return { correlation: correlationRatio(values, labels, rows), ...bestPart(values, labels, rows, counts) };
}

/** Codes of a category; one that is NaN is missing. */
export function tieOfCodes(codes: Float64Array, labels: ArrayLike<number>): LabelTie | null {
  const rows = Uint32Array.from(codes.keys()).filter((row) => !Number.isNaN(codes[row]!));
  const counts = countsOf(rows, labels);
  if (counts.size < 2) return null;
  const values = new Set(Array.from(rows, (row) => codes[row]!));
  let best = { auc: 0.5, label: counts.keys().next().value! };
  if (rows.length >= ROWS_PER_VALUE * values.size) {
    for (const [label, count] of counts) {
      if (count < FEWEST || rows.length - count < FEWEST) continue;
      const shares = shareOf(codes, labels, rows, label);
      const auc = areaOf(Float64Array.from(codes, (code) => shares.get(code) ?? Number.NaN), labels, rows, label, count);
      if (auc > best.auc) best = { auc, label };
    }
  }
  return { correlation: cramersV(codes, labels, rows), ...best };
}

function countsOf(rows: Uint32Array, labels: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1);
  // Of two labels each is parted from the other: the rarer one is told.
  return new Map([...counts].sort(([, a], [, b]) => a - b));
}

function correlationRatio(values: Float64Array, labels: ArrayLike<number>, rows: Uint32Array): number {
  const groups = new Map<number, { sum: number; count: number }>();
  let mean = 0;
  for (const row of rows) mean += values[row]! / rows.length;
  let all = 0;
  for (const row of rows) {
    const apart = values[row]! - mean;
    all += apart ** 2;
    const group = groups.get(labels[row]!) ?? { sum: 0, count: 0 };
    groups.set(labels[row]!, { sum: group.sum + apart, count: group.count + 1 });
  }
  if (!(all > 0)) return 0;
  let between = 0;
  for (const { sum, count } of groups.values()) between += sum ** 2 / count;
  return Math.sqrt(Math.min(1, between / all));
}

/** Rows in the order of their values, each with the mean rank of those that are equal. */
function ranksOf(values: Float64Array, rows: Uint32Array): Float64Array {
  const order = Uint32Array.from(rows).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}
/** By the sum of ranks (Mann & Whitney 1947); the better direction. */
function areaOfRanks(ranks: Float64Array, labels: ArrayLike<number>, rows: Uint32Array, label: number, count: number): number {
  let sum = 0;
  for (const row of rows) if (labels[row] === label) sum += ranks[row]!;
  const auc = (sum - (count * (count + 1)) / 2) / (count * (rows.length - count));
  return Math.max(auc, 1 - auc);
}
const areaOf = (values: Float64Array, labels: ArrayLike<number>, rows: Uint32Array, label: number, count: number): number => areaOfRanks(ranksOf(values, rows), labels, rows, label, count);

function bestPart(values: Float64Array, labels: ArrayLike<number>, rows: Uint32Array, counts: Map<number, number>): Pick<LabelTie, 'auc' | 'label'> {
  const ranks = ranksOf(values, rows);
  let best = { auc: 0.5, label: counts.keys().next().value! };
  for (const [label, count] of counts) {
    if (count < FEWEST || rows.length - count < FEWEST) continue;
    const auc = areaOfRanks(ranks, labels, rows, label, count);
    if (auc > best.auc) best = { auc, label };
  }
  return best;
}

/** Of the rows with each code, the share with that label. */
function shareOf(codes: Float64Array, labels: ArrayLike<number>, rows: Uint32Array, label: number): Map<number, number> {
  const found = new Map<number, { all: number; of: number }>();
  for (const row of rows) {
    const { all, of } = found.get(codes[row]!) ?? { all: 0, of: 0 };
    found.set(codes[row]!, { all: all + 1, of: of + Number(labels[row] === label) });
  }
  return new Map([...found].map(([code, { all, of }]) => [code, of / all]));
}

/** √(χ² / (n · (k − 1))), k the smaller number of values (Cramér 1946, chapter 21). */
function cramersV(codes: Float64Array, labels: ArrayLike<number>, rows: Uint32Array): number {
  const [ofCode, ofLabel, both] = [new Map<number, number>(), new Map<number, number>(), new Map<string, number>()];
  const add = <K>(map: Map<K, number>, key: K): Map<K, number> => map.set(key, (map.get(key) ?? 0) + 1);
  for (const row of rows) {
    add(ofCode, codes[row]!);
    add(ofLabel, labels[row]!);
    add(both, `${codes[row]!} ${labels[row]!}`);
  }
  const smaller = Math.min(ofCode.size, ofLabel.size) - 1;
  if (smaller < 1) return 0;
  // χ² / n = Σ n_ij² / (n_i n_j) − 1
  let sum = -1;
  for (const [key, count] of both) {
    const [code, label] = key.split(' ').map(Number) as [number, number];
    sum += count ** 2 / (ofCode.get(code)! * ofLabel.get(label)!);
  }
  return Math.sqrt(Math.min(1, Math.max(0, sum / smaller)));
}
