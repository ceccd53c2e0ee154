/** Which items are trained on and which are held out, and in which order an epoch takes them: functions of the seed and the Dataset node alone. */
import { sizeOf } from '../document/shape';
import { Random, streams } from '../random/counter';
import type { MemoryTable } from './table';

export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  /** Neither learned from nor looked at while it is trained: what the model is judged on in the end. */
  readonly test: Uint32Array;
}

/** How many of `count` items a share holds out: above 0 one at least, and training keeps one at least. */
export const heldOut = (count: number, share: number): number => Math.min(share === 0 ? 0 : Math.max(1, Math.round(count * share)), count - 1);

/** All parts in random order, of `node`. */
export function split(count: number, validationShare: number, seed: number, node: string): Split {
  if (!Number.isInteger(count) || count < 1) throw new Error(`internal: nothing to split in ${count} items`);
  return cut(new Random(streams.split(seed, node)).permutation(count), { validation: validationShare, test: 0 });
}

/** The parts of what lies in this order: first what is held out, then what is for the test, then what is trained on. */
export function cut(order: Uint32Array, { validation, test }: { readonly validation: number; readonly test: number }): Split {
  if (!(validation >= 0 && test >= 0 && validation + test < 1)) throw new Error(`internal: shares of ${validation} and ${test} leave nothing to train on`);
  const held = order.length === 0 ? 0 : heldOut(order.length, validation);
  const judged = Math.min(test === 0 ? 0 : Math.max(1, Math.round(order.length * test)), Math.max(0, order.length - held - 1));
  return { train: order.slice(held + judged), validation: order.slice(0, held), test: order.slice(held, held + judged) };
}

/** The indices in the order in which `node` takes them in that epoch. */
export const epochOrder = (indices: Uint32Array, seed: number, node: string, epoch: number): Uint32Array =>
  new Random(streams.order(seed, node), epoch).shuffle(indices.slice());

/** Writes the scaled values of the chosen items to `out`, one after another: indices.length × size(shape) numbers. */
export function gather(table: MemoryTable, indices: ArrayLike<number>, out: Float32Array): void {
  const size = sizeOf(table.shape);
  if (out.length !== indices.length * size) throw new Error(`internal: ${indices.length} items of ${size} values do not fit ${out.length}`);
  const { values, scale, count } = table;
  for (let row = 0; row < indices.length; row++) {
    const item = indices[row]!;
    if (item >= count) throw new Error(`internal: item ${item} of ${count}`);
    const from = item * size;
    const to = row * size;
    if (values instanceof Float32Array && scale === 1) {
      out.set(values.subarray(from, from + size), to);
      continue;
    }
    for (let i = 0; i < size; i++) out[to + i] = values[from + i]! * scale;
  }
}
