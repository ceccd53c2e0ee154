/** How many rows of a table are there more than once. */
import { rowChunks } from '../rows/read-rows';
import { sizeOf } from '../../document/shape';
import type { DataTable } from '../table';

/** Odd numbers that mix well (MurmurHash3 by Appleby). */
const [FIRST, SECOND] = [0x85ebca6b, 0xc2b2ae35];

/**
 * Rows that equal an earlier one, number by number; missing ones are equal. Rows are told apart by 64 bits of a hash, since there may be more of them than memory
 * holds: of a hundred million different rows, two are taken for one once in four thousand times.
 */
export function duplicateRows(table: DataTable): number {
  const width = sizeOf(table.shape);
  if (width === 0) return 0;
  const halves = new Uint32Array(2 * table.count);
  for (const { first, count, values } of rowChunks(table)) hashRows(values, count, width, halves.subarray(2 * first));
  new BigUint64Array(halves.buffer).sort();
  let duplicates = 0;
  for (let i = 2; i < halves.length; i += 2) if (halves[i] === halves[i - 2] && halves[i + 1] === halves[i - 1]) duplicates++;
  return duplicates;
}
function hashRows(values: ArrayLike<number>, count: number, width: number, out: Uint32Array): void {
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  for (let row = 0; row < count; row++) {
    let [a, b] = [1, 2];
    for (let i = 0; i < width; i++) {
      // −0 is 0, and every NaN is one.
      number[0] = values[row * width + i]! + 0;
      if (Number.isNaN(number[0])) number[0] = Number.NaN;
      for (let half = 0; half < 2; half++) {
        a = Math.imul(a ^ words[half]!, FIRST);
        b = Math.imul(b ^ words[half]!, SECOND);
        // Else what is turned in the highest bit alone could be turned back by the next number.
        a ^= a >>> 15;
        b ^= b >>> 13;
      }
    }
    out[2 * row] = a;
    out[2 * row + 1] = b;
  }
}
