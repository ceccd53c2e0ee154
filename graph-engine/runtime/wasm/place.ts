/**
 * Gives every value that lives for a part of the list a place in one workspace, so that values which live at the same time do not overlap
 * (greedy by size: Pisarchyk & Lee, "Efficient memory management for deep neural net inference", 2020, algorithm 3).
 */
import { aligned } from './arena';

export interface Lifetime {
  readonly bytes: number;
  /** Index of the operation that writes it, and of the last one that reads it. */
  readonly first: number;
  readonly last: number;
}

/** @returns the offset of each, and the bytes of the workspace. */
export function place(lifetimes: readonly Lifetime[]): { readonly offsets: readonly number[]; readonly bytes: number } {
  const offsets = new Array<number>(lifetimes.length).fill(0);
  const placed: number[] = [];
  let total = 0;
  const order = lifetimes.map((_, i) => i).sort((a, b) => lifetimes[b]!.bytes - lifetimes[a]!.bytes || a - b);
  for (const i of order) {
    const { first, last } = lifetimes[i]!;
    const bytes = aligned(lifetimes[i]!.bytes);
    const others = placed.filter((j) => lifetimes[j]!.first <= last && lifetimes[j]!.last >= first).sort((a, b) => offsets[a]! - offsets[b]!);
    let [offset, best, smallest] = [0, -1, Infinity];
    for (const j of others) {
      const gap = offsets[j]! - offset;
      if (gap >= bytes && gap < smallest) [best, smallest] = [offset, gap];
      offset = Math.max(offset, offsets[j]! + aligned(lifetimes[j]!.bytes));
    }
    offsets[i] = best >= 0 ? best : offset;
    total = Math.max(total, offsets[i]! + bytes);
    placed.push(i);
  }
  return { offsets, bytes: total };
}
