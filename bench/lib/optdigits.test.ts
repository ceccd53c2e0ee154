import { expect, it } from 'vitest';
import { enlarged, padded, readOptdigits } from './optdigits';

const line = (greys: readonly number[], digit: number): string => [...greys, digit].join(',');
const left = Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 16 : 0));
const table = readOptdigits(`# a comment\n${line(left, 7)}\n${line(left.map((grey) => 16 - grey), 3)}\n`);

it('reads greys from 0 to 1 and classes, and passes comments over', () => {
  expect(table).toMatchObject({ count: 2, shape: [8, 8, 1], labels: Uint8Array.of(7, 3) });
  expect([...table.values.subarray(0, 8)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
});
it('makes pictures larger: the same in their middles, with edges of ink', () => {
  const { shape, values, count } = enlarged(table, 28);
  expect([shape, count, values.length]).toEqual([[28, 28, 1], 2, 2 * 784]);
  const row = [...values.subarray(14 * 28, 15 * 28)];
  expect([row[0], row[12], row[15], row[27]]).toEqual([1, 1, 0, 0]);
  expect(row.filter((grey) => grey > 0 && grey < 1).length).toBeLessThanOrEqual(2);
  expect(row.map((grey, i) => grey + values[784 + 14 * 28 + i]!).every((sum) => Math.abs(sum - 1) < 1e-6)).toBe(true);
});
it('gives pictures a margin, which is empty', () => {
  const { shape, values } = padded(enlarged(table, 28), 32);
  expect(shape).toEqual([32, 32, 1]);
  const at = (row: number, column: number): number => values[row * 32 + column]!;
  expect([at(1, 16), at(2, 2), at(2, 1), at(29, 2), at(30, 2)]).toEqual([0, 1, 0, 1, 0]);
  expect([values[1024 + 2 * 32 + 29], values[1024 + 2 * 32 + 30]]).toEqual([1, 0]);
});
