import { describe, expect, it } from 'vitest';
import { Random } from '../../random/counter';
import type { DataTable } from '../table';
import { placesOf, rangeOf, widthOf, wiredPlaces } from './layout';
import { columnFits, fitColumns, maskRows, splitFitted, undoRows } from './prepare';
import { writeRows } from './write-rows';
import type { ColumnSettings } from './settings';

const columns: readonly ColumnSettings[] = [
  { name: 'id', kind: 'identifier' },
  { name: 'height', kind: 'number' },
  { name: 'amount', kind: 'number', preparation: 'log', missing: 'median', weight: 2 },
  { name: 'country', kind: 'category', names: ['at', 'ch', 'de'] },
  { name: 'class', kind: 'label', names: ['a', 'b'] },
  { name: 'age', kind: 'number', preparation: 'min-max', missing: 'indicator' },
  { name: 'speed', kind: 'number', preparation: 'robust' },
];
const rows: readonly (readonly number[])[] = [
  // height, amount, country, age, speed
  [170, 10, 0, 20, 1],
  [180, 1000, 2, 40, 2],
  [Number.NaN, Number.NaN, 3, Number.NaN, 3],
  [190, 100, 1, 60, 4],
  [160, -7, 2, 30, 1000],
];
const table: DataTable = { name: 't.csv', shape: [5], range: 'real', count: rows.length, values: Float64Array.from(rows.flat()), scale: 1, labels: null, labelNames: null, factors: null };
const places = placesOf(columns);
const width = widthOf(places);
const training = Uint32Array.of(0, 1, 2, 3);
const fitted = fitColumns(table, places, { training, limits: 'found' });
const prepared = (which: readonly number[]): number[][] => {
  const out = new Float32Array(which.length * width);
  writeRows(table, places, splitFitted(places, fitted), width, which, out);
  return which.map((_, i) => [...out.subarray(i * width, (i + 1) * width)]);
};

describe('the layout of a row', () => {
  it('gives a place to each number, to each name of a category and to any other value, and to an indicator', () => {
    expect(places.map(({ settings: { name }, column, at, width: wide, indicator }) => [name, column, at, wide, indicator])).toEqual([['height', 0, 0, 1, null], ['amount', 1, 1, 1, null], ['country', 2, 2, 4, null], ['age', 3, 6, 1, 7], ['speed', 4, 8, 1, null]]);
    expect(width).toBe(9);
    expect(wiredPlaces(places).map(({ name, kind, at, width: wide, weight }) => [name, kind, at, wide, weight])).toEqual([['height', 'number', 0, 1, 1], ['amount', 'number', 1, 1, 2], ['country', 'category', 2, 4, 1], ['age', 'number', 6, 2, 1], ['speed', 'number', 8, 1, 1]]);
    expect(widthOf(placesOf([]))).toBe(0);
  });
  it('lies where its numbers lie', () => {
    const range = (...some: ColumnSettings[]) => rangeOf(placesOf(some));
    expect([range(columns[1]!), range(columns[3]!), range(columns[1]!, columns[3]!), range(columns[1]!, columns[5]!)]).toEqual(['standardised', 'binary', 'standardised', 'real']);
  });
});

describe('prepared rows', () => {
  it('hold what was fitted on training rows alone, under the names of the tensors', () => {
    expect(Object.fromEntries(Object.entries(fitted).map(([name, { shape }]) => [name, shape]))).toEqual(columnFits(places));
    // Of heights 170, 180, 190, of logarithms of amounts, of ages 20 to 60.
    const [height, amount, , age] = splitFitted(places, fitted);
    expect([height!['mean']!.data[0], height!['fill']!.data[0], amount!['fill']!.data[0], age!['low']!.data[0], age!['span']!.data[0]]).toEqual([180, 180, 100, 20, 40]);
  });
  it('are standardised, compressed, stretched, one-hot and filled', () => {
    const [first, , third, , last] = prepared([0, 1, 2, 3, 4]);
    const logs = [10, 1000, 100].map(Math.log1p);
    const mean = logs.reduce((a, b) => a + b) / 3;
    const deviation = Math.sqrt(logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 3);
    expect(first).toEqual([-10 / Math.sqrt(200 / 3), (logs[0]! - mean) / deviation, 1, 0, 0, 0, 0, 0, -1].map((x) => expect.closeTo(x, 5) as unknown));
    // Height by its mean, the amount by its median, a country of no name, an age that is told to be missing.
    expect(third).toEqual([0, (logs[2]! - mean) / deviation, 0, 0, 0, 1, 0.5, 1, 1 / 3].map((x) => expect.closeTo(x, 5) as unknown));
    // What is below zero is compressed to the other side; an outlier that was not trained on moves nothing.
    expect(last![1]).toBeCloseTo((-Math.log1p(7) - mean) / deviation, 4);
    expect(last![8]).toBeCloseTo((1000 - 2.5) / 1.5, 2);
  });
  it('come back in the units of the file', () => {
    const values = Float32Array.from(prepared([0, 1, 3, 4]).flat());
    const back = undoRows(places, splitFitted(places, fitted), values, 4);
    [0, 1, 3, 4].forEach((row, i) => rows[row]!.forEach((value, column) => expect(back[i * 5 + column]).toBeCloseTo(value, 2)));
  });
  it('are the same alone and among others, whatever the column (property)', () => {
    const seed = Number(process.env['HOURGLASS_SEED'] ?? Math.floor(Math.random() * 1e6));
    const random = new Random(seed, 1);
    const many: DataTable = { ...table, count: 200, values: Float64Array.from({ length: 1000 }, (_, i) => (random.uniform() < 0.1 ? Number.NaN : i % 5 === 2 ? Math.floor(4 * random.uniform()) : 1e4 * random.normal())) };
    const fit = splitFitted(places, fitColumns(many, places, { training: Uint32Array.from({ length: 150 }, (_, i) => i), limits: 'found' }));
    const all = new Float32Array(200 * width);
    writeRows(many, places, fit, width, Array.from({ length: 200 }, (_, i) => i), all);
    expect(all.every(Number.isFinite), `seed ${seed}`).toBe(true);
    for (const row of [0, 77, 199]) {
      const one = new Float32Array(width);
      writeRows(many, places, fit, width, [row], one);
      expect([...one], `seed ${seed}, row ${row}`).toEqual([...all.subarray(row * width, (row + 1) * width)]);
    }
  });
  it('say by a mask what was measured', () => {
    expect([...maskRows(table, places, width, [2, 0])]).toEqual([0, 0, 1, 1, 1, 1, 0, 0, 1, ...Array<number>(9).fill(1)]);
  });
  it('of a column that is empty in training are zero, not broken', () => {
    const empty: DataTable = { ...table, values: Float64Array.from(rows.flatMap(([, ...rest]) => [Number.NaN, ...rest])) };
    const out = new Float32Array(width);
    writeRows(empty, places, splitFitted(places, fitColumns(empty, places, { training, limits: 'found' })), width, [0], out);
    expect(out[0]).toBe(0);
  });
});
