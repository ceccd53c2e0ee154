/**
 * An order in which a file of rows is read in large pieces: its blocks are shuffled, and of each pool of them, one after another, the rows. The same for the same seed.
 * As near to a full shuffle as memory allows: what is read together is a random part of the file (Bottou 2012, "Stochastic gradient descent tricks", on shuffling;
 * so do WebDataset and tf.data with files and a buffer).
 */
import type { Random } from '../../random/counter';
import { POOL } from './blocks';

export interface Pool {
  /** Where its rows begin in the order. */
  readonly from: number;
  readonly blocks: readonly number[];
}
export interface BlockOrder {
  readonly items: Uint32Array;
  readonly pools: readonly Pool[];
}

/** `sorted`: rows in the order of the file. */
export function blockOrder(sorted: Uint32Array, blockRows: number, random: Random): BlockOrder {
  const starts: number[] = [];
  for (let i = 0, last = -1; i < sorted.length; i++) {
    const block = Math.floor(sorted[i]! / blockRows);
    if (block !== last) starts.push(i);
    last = block;
  }
  const order = random.permutation(starts.length);
  const items = new Uint32Array(sorted.length);
  const pools: Pool[] = [];
  let at = 0;
  for (let first = 0; first < order.length; first += POOL) {
    const from = at;
    const members = order.subarray(first, first + POOL);
    for (const member of members) {
      const rows = sorted.subarray(starts[member]!, starts[member + 1] ?? sorted.length);
      items.set(rows, at);
      at += rows.length;
    }
    random.shuffle(items.subarray(from, at));
    pools.push({ from, blocks: Array.from(members, (member) => Math.floor(sorted[starts[member]!]! / blockRows)) });
  }
  return { items, pools };
}
