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

/** What has a place, by its offset: number `i` of each list is of the same value. Thousands of values of an unrolled network are each looked up in it. */
class Placed {
  private readonly firsts: Int32Array;
  private readonly lasts: Int32Array;
  private readonly starts: Float64Array;
  private readonly ends: Float64Array;
  private count = 0;

  constructor(most: number) {
    [this.firsts, this.lasts] = [new Int32Array(most), new Int32Array(most)];
    [this.starts, this.ends] = [new Float64Array(most), new Float64Array(most)];
  }

  /** The smallest gap of `bytes` or more between values that live at the same time as this one; behind all of them where there is none. */
  offsetFor({ first, last }: Lifetime, bytes: number): number {
    const { firsts, lasts, starts, ends } = this;
    let [offset, best, smallest] = [0, -1, Infinity];
    for (let i = 0; i < this.count; i++) {
      if (firsts[i]! > last || lasts[i]! < first) continue;
      const gap = starts[i]! - offset;
      if (gap >= bytes && gap < smallest) [best, smallest] = [offset, gap];
      offset = Math.max(offset, ends[i]!);
    }
    return best >= 0 ? best : offset;
  }
  add({ first, last }: Lifetime, start: number, bytes: number): void {
    let at = this.count++;
    while (at > 0 && this.starts[at - 1]! > start) at--;
    for (const [list, number] of [[this.firsts, first], [this.lasts, last], [this.starts, start], [this.ends, start + bytes]] as const) {
      list.copyWithin(at + 1, at, this.count - 1);
      list[at] = number;
    }
  }
}

/** @returns the offset of each, and the bytes of the workspace. */
export function place(lifetimes: readonly Lifetime[]): { readonly offsets: readonly number[]; readonly bytes: number } {
  const offsets = new Array<number>(lifetimes.length).fill(0);
  const placed = new Placed(lifetimes.length);
  let total = 0;
  const order = lifetimes.map((_, i) => i).sort((a, b) => lifetimes[b]!.bytes - lifetimes[a]!.bytes || a - b);
  for (const i of order) {
    const bytes = aligned(lifetimes[i]!.bytes);
    const offset = placed.offsetFor(lifetimes[i]!, bytes);
    placed.add(lifetimes[i]!, offset, bytes);
    offsets[i] = offset;
    total = Math.max(total, offset + bytes);
  }
  return { offsets, bytes: total };
}
