/** What goes with a project on a table is what the studio had, as the document says that its files are read. */
import { expect, it } from 'vitest';
import type { ColumnSettings } from '../../../data/columns/settings';
import type { TableOptions } from '../../../data/formats/definition';
import { bytesSource } from '../../../data/formats/source-of-bytes';
import { openFiles } from '../../../data/open-files';
import type { DataTable } from '../../../data/table';
import { tableSample } from './csv';
import { mustBeInMemory } from '../../../data/rows/in-memory';

const columns: readonly ColumnSettings[] = [
  { name: 'id', kind: 'identifier' },
  { name: 'size; "cm"', kind: 'number' },
  { name: 'colour', kind: 'category', names: ['red', 'a, b', '#1', ' wide '] },
  { name: 'what', kind: 'label', names: ['usual', 'odd'] },
  { name: 'rate', kind: 'number' },
  { name: 'when', kind: 'date' },
];
const numbers = [0, 0.1, -1e-7, 123_456.789, 1e21, Number.NaN, 16_777_217, 1 / 3];
const table = (values: Float32Array | Float64Array): DataTable => ({
  name: 'x', shape: [3], range: 'real', count: numbers.length, scale: 1, factors: null, values,
  labels: Uint8Array.from(numbers, (_, i) => i % 2), labelNames: ['usual', 'odd'],
});
const cells = numbers.flatMap((value, i) => [value, i % 4, 0 - value / 7]);
const read = async (text: string, given: readonly ColumnSettings[], how: TableOptions = {}): Promise<DataTable> =>
  (await openFiles([bytesSource({ name: 'x.csv', bytes: new TextEncoder().encode(text) })], { columns: given, table: how })).table;

const readings: Readonly<Record<string, TableOptions>> = {
  'as it is': {},
  'semicolons and decimal commas': { delimiter: ';', decimalComma: true },
  tabs: { delimiter: '\t' },
  'decimal commas': { decimalComma: true },
  'no header': { header: false },
  'another encoding': { encoding: 'windows-1252' },
};
it.each(Object.keys(readings))('%s', async (name) => {
  const how = readings[name]!;
  for (const values of [Float32Array.from(cells), Float64Array.from(cells)]) {
    const text = tableSample(table(values), columns, how);
    // The mark at its beginning says how it is written.
    const { encoding: _, ...rest } = how;
    const found = await read(text, columns, { ...rest, ...(rest.decimalComma && !rest.delimiter && { delimiter: ';' }) });
    expect(found.count).toBe(numbers.length);
    expect([...mustBeInMemory(found).values].map((value, i) => (i % 3 === 1 ? value : Math.fround(value)))).toEqual([...values].map((value, i) => (i % 3 === 1 ? value : Math.fround(value))));
    expect([...found.labels!]).toEqual([...table(values).labels!]);
  }
});

it('writes numbers of 32 bits in as few digits as they have, and leaves out what says who it is', () => {
  const text = tableSample(table(Float32Array.from(cells)), columns);
  expect(text.split('\n').slice(0, 3)).toEqual(['"size; ""cm""",colour,what,rate', '0,red,usual,0', '0.1,"a, b",odd,-0.014285714']);
});

it('has no header where columns are called by their places', async () => {
  const numbered = columns.map((column, i) => ({ ...column, name: String(i) }));
  const text = tableSample(table(Float64Array.from(cells)), numbered);
  expect(text.split('\n')[0]).toBe(',0,red,usual,0,');
  expect((await read(text, numbered)).count).toBe(numbers.length);
});

it('leaves the label out where there are none, and rows where it would be too large', () => {
  const plain = tableSample({ ...table(Float64Array.from(cells)), labels: null }, columns);
  expect(plain.split('\n')[0]).toBe('"size; ""cm""",colour,rate');
  const count = 300_000;
  const large = tableSample({ ...table(Float64Array.from({ length: 3 * count }, (_, i) => (i % 3 === 1 ? 0 : i))), count, labels: null }, columns);
  expect(large.length).toBeLessThan(2 ** 20 + 100);
});
