/** How long the items are, and how many places they get. */

export interface Lengths {
  /** Of the longest. */
  readonly longest: number;
  readonly median: number;
  /** What most items need. */
  readonly places: number;
  /** Items that are longer, and lose their ends. */
  readonly cut: number;
}
/** Of a thousand items twenty may lose their ends, so that one endless line does not make all the others mostly padding. */
const SHARE = 0.98;

/** The length of the `share` of shortest items: the least that at least so many do not exceed. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;
}

/** `places`: as the user says; 0 for what the lengths ask for, at most `most`. */
export function measureLengths(lengths: Uint32Array, places: number, most: number): Lengths {
  const sorted = lengths.toSorted();
  const given = places > 0 ? places : Math.max(1, Math.min(most, quantile(sorted, SHARE)));
  const longer = sorted.findIndex((length) => length > given);
  return { longest: sorted.at(-1) ?? 0, median: quantile(sorted, 0.5), places: given, cut: longer < 0 ? 0 : sorted.length - longer };
}
