import { describe, expect, it } from 'vitest';
import { Random } from '../random/counter';
import { itemPreparation } from './item-preparation';
import { preparationKinds } from './preparations/registry';
import type { MemoryTable } from './table';

const [COUNT, SIZE] = [50, 6];
const random = new Random(5, 9);
const table: MemoryTable = { name: 't', shape: [SIZE], range: 'real', count: COUNT, values: Float32Array.from({ length: COUNT * SIZE }, () => 20 * random.normal() + 3), scale: 1, labels: null, labelNames: null, factors: null };
const rows = Uint32Array.from({ length: COUNT }, (_, i) => i);

describe.each(preparationKinds.filter((kind) => kind !== 'binary'))('prepared as %s', (scaling) => {
  const preparation = itemPreparation({ scaling, columns: [] });
  const fitted = preparation.fit(table, { training: rows.subarray(0, 30), limits: 'found' });
  const values = new Float32Array(COUNT * SIZE);
  preparation.rows(table, fitted).write(rows, values);
  it('items come back in the units of the file', () => {
    const back = preparation.undo(fitted, values, COUNT);
    back.forEach((value, i) => expect(value).toBeCloseTo(table.values[i]!, 3));
    expect(preparation.shape(table.shape)).toEqual(table.shape);
  });
  it('reconstructions that lie elsewhere do too', () => {
    const moved = values.map((value) => value + 0.25);
    expect(preparation.undo(fitted, moved, COUNT).every(Number.isFinite)).toBe(true);
  });
});

it('a table too large to be kept prepared is prepared row by row, with the same numbers', () => {
  const columns = Array.from({ length: 3 }, (_, i) => ({ name: `c${i}`, kind: 'number' as const, ...(i === 1 && { preparation: 'log' }) }));
  const count = 4 * 2 ** 20;
  const wide = Array.from({ length: 6 }, () => columns).flat().map((column, i) => ({ ...column, name: `${i}` }));
  const small: MemoryTable = { ...table, shape: [18], count: 40, values: Float32Array.from({ length: 40 * 18 }, () => 9 * random.normal()) };
  const preparation = itemPreparation({ scaling: 'unit', columns: wide });
  const fitted = preparation.fit(small, { training: rows.subarray(0, 40), limits: 'found' });
  const [kept, streamed] = [new Float32Array(3 * 18), new Float32Array(3 * 18).fill(7)];
  const some = Uint32Array.of(3, 0, 39);
  preparation.rows(small, fitted).write(some, kept);
  const large = preparation.rows({ ...small, count }, fitted);
  large.write(some, streamed);
  expect(streamed).toEqual(kept);
  expect([large.table(), large.bytes]).toEqual([null, null]);
});
