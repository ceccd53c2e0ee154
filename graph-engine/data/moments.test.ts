import { expect, it } from 'vitest';
import type { MemoryTable } from './table';
import { Random } from '../random/counter';
import { moments } from './moments';

const tableOf = (rows: readonly (readonly number[])[]): MemoryTable => ({ name: 't', shape: [rows[0]!.length], range: 'real', count: rows.length, values: Float32Array.from(rows.flat()), scale: 1, labels: null, labelNames: null, factors: null });
const all = (table: MemoryTable): Uint32Array => Uint32Array.from({ length: table.count }, (_, i) => i);

it('finds the deviation of numbers that are large beside it', () => {
  const random = new Random(5, 0);
  const rows = Array.from({ length: 2000 }, () => [0, 10_000, 1_000_000].map((mean) => mean + random.normal()));
  const table = tableOf(rows);
  const { deviation } = moments(table, all(table));
  // In exact arithmetic, from the numbers as they are kept.
  const exact = [0, 1, 2].map((j) => {
    const column = rows.map((row) => Math.fround(row[j]!) - [0, 10_000, 1_000_000][j]!);
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    return Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / column.length);
  });
  exact.forEach((value, j) => expect(deviation[j]! / value).toBeCloseTo(1, 8));
});

it('counts an element that is constant up to rounding as constant, and no other', () => {
  const up = new Float32Array(new Uint32Array([new Uint32Array(Float32Array.of(0.1).buffer)[0]! + 1]).buffer)[0]!;
  const rows = Array.from({ length: 300 }, (_, i) => [200, 0, 0.1, i % 2 ? 0.1 : up, 1e-30, 1e6 + (i % 2), 200 + (i === 7 ? 1 : 0)]);
  const { deviation } = moments(tableOf(rows), all(tableOf(rows)));
  expect([...deviation.subarray(0, 5)]).toEqual([1, 1, 1, 1, 1]);
  expect(deviation[5]).toBeCloseTo(0.5, 8);
  expect(deviation[6]).toBeCloseTo(Math.sqrt(299) / 300, 8);
});

it('of bytes that are all the same is the mean and 1', () => {
  const table: MemoryTable = { ...tableOf([[0]]), count: 300, values: new Uint8Array(300).fill(200), scale: 1 / 255 };
  expect(moments(table, all(table)).deviation[0]).toBe(1);
  expect(moments(table, all(table)).mean[0]).toBeCloseTo(200 / 255, 12);
});
