/** The first items of a table as a compressed IDX file. */
import { gzipSync } from 'fflate';
import type { DataTable } from '@/datasets/definition';

/** Uncompressed; 28 × 28 pictures: 2,675. */
const MOST_BYTES = 2 ** 21;

export function sampleFile(table: DataTable): Uint8Array {
  const { values, shape, scale } = table;
  const size = shape.reduce((product, side) => product * side, 1);
  const bytes = values instanceof Uint8Array;
  const count = Math.max(1, Math.min(table.count, Math.floor(MOST_BYTES / (size * (bytes ? 1 : 4)))));
  // One channel is left out, as in the files of MNIST.
  const sizes = [count, ...(shape.length === 3 && shape[2] === 1 ? shape.slice(0, 2) : shape)];
  const start = 4 + 4 * sizes.length;
  const file = new Uint8Array(start + count * size * (bytes ? 1 : 4));
  const view = new DataView(file.buffer);
  file[2] = bytes ? 0x08 : 0x0d;
  file[3] = sizes.length;
  sizes.forEach((side, i) => view.setUint32(4 + 4 * i, side));
  if (bytes) file.set(values.subarray(0, count * size), start);
  else for (let i = 0; i < count * size; i++) view.setFloat32(start + 4 * i, values[i]! * scale);
  return gzipSync(file, { mtime: 0 });
}
