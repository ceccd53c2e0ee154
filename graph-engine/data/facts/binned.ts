/** A histogram of numbers in bins of one width. */

export interface Binned {
  /** Of the first bin's left end and the last one's right end. */
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

/** Null where there is no finite number. Where all are one number, it is the middle of a single bin. */
export function binned(values: ArrayLike<number>, bins = 24): Binned | null {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return null;
  if (low === high) return { low: low - 0.5, high: high + 0.5, counts: [countOf(values)] };
  const counts = new Array<number>(bins).fill(0);
  const width = (high - low) / bins;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) counts[Math.min(bins - 1, Math.floor((value - low) / width))]!++;
  }
  return { low, high, counts };
}
function countOf(values: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i]!)) count++;
  return count;
}
