import { expect, it } from 'vitest';
import { placesOf, widthOf } from '../columns/layout';
import { codesByPort, oneHotRows } from '../columns/port-codes';
import { maskRows } from '../columns/prepare';
import { describeTable } from '../facts/describe-table';
import { duplicateRows } from '../facts/duplicate-rows';
import { itemPreparation } from '../item-preparation';
import { openFiles } from '../open-files';
import type { OpenOptions } from '../opened';
import type { DataSettings } from '../settings';
import { columnValues, dealOut, type DealOptions } from '../splits/deal-out';
import { split as randomly } from '../split';
import { takeItems } from '../take-items';
import { dataFingerprint } from '../../training/data-fingerprint';
import { sourceOf } from '../../testing/whole-table';
import { POOL, blocksOf } from './blocks';
import { fileOf, headOf, isInMemory } from './in-memory';
import { columnReader, rowChunks } from './read-rows';
import { rowsFrom } from './rows-from';
import { rowsInMemory } from './testing/rows-in-memory';

const COUNT = 700;
const text = `id,size,colour,diagnosis\n${Array.from({ length: COUNT }, (_, i) => `p${i},${i % 9 === 0 ? '' : (i * 37) % 211},${['red', 'green', 'blue'][(i * 7) % 3]},${i % 4 === 0 ? 'M' : 'B'}`).join('\n')}\n`;
const open = async (rows?: OpenOptions['rows'], given = text) => openFiles([sourceOf(given, 't.csv')], { ...(rows && { rows }) });
const settingsOf = (columns: DataSettings['columns']): DataSettings => ({ scaling: 'unit', limits: 'found', unsigned: false, columns });
const deal: DealOptions = { split: 'shuffled', splitBy: '', test: 0.2, normal: '', validation: 0.2, seed: 5, node: 'dataset' };
const both = async () => {
  const files = rowsInMemory({ blockRows: 13 });
  const [memory, disk] = [await open(), await open(files)];
  if (!isInMemory(memory.table)) throw new Error('small tables stand in memory');
  return { memory: memory.table, disk: disk.table, settings: settingsOf(disk.columns), files };
};

it('is the same table in a file as in memory, in every way that it is read', async () => {
  const { memory, disk, settings } = await both();
  expect(isInMemory(disk)).toBe(false);
  const { values: _, ...facts } = disk;
  expect({ ...facts, values: memory.values }).toEqual(memory);
  expect([...rowChunks(disk)].flatMap(({ values }) => [...values])).toEqual([...memory.values]);
  expect([...headOf(disk).values]).toEqual([...memory.values]);
  for (const column of [0, 1]) {
    const [a, b] = [columnReader(memory)(column), columnReader(disk)(column)];
    expect(Array.from({ length: COUNT }, (__, row) => b.values[row * b.stride + b.offset])).toEqual(Array.from({ length: COUNT }, (__, row) => a.values[row * a.stride + a.offset]));
  }
  expect(columnValues(disk, 'colour')).toEqual(columnValues(memory, 'colour'));
  expect(dataFingerprint(new Map([['d', disk]]))).toBe(dataFingerprint(new Map([['d', memory]])));
  const embedded = settings.columns.map((column) => (column.kind === 'category' ? { ...column, preparation: 'embedding' as const } : column));
  const codes = [memory, disk].map((table) => oneHotRows(codesByPort(table, embedded).get('colour'), 3, Uint32Array.of(0, 5, 13, COUNT - 1)));
  expect(codes[0]!.some((one) => one === 1)).toBe(true);
  expect(codes[1]).toEqual(codes[0]);
  expect(duplicateRows(disk)).toBe(duplicateRows(memory));
  const parts = randomly(COUNT, 0.2, 3, 'dataset');
  expect(describeTable(disk, settings, parts)).toEqual(describeTable(memory, settings, parts));
});
it('is fitted and prepared to the same bits, for rows in any order', async () => {
  const { memory, disk, settings } = await both();
  const { train } = randomly(COUNT, 0.2, 3, 'dataset');
  for (const preparation of ['standardised', 'log', 'robust', 'min-max'] as const) {
    const columns = settings.columns.map((column) => (column.kind === 'number' ? { ...column, preparation, missing: 'indicator' as const } : column));
    const { fit, rows } = itemPreparation({ scaling: 'unit', columns });
    const fitted = fit(memory, { training: train, limits: 'found' });
    expect(fit(disk, { training: train, limits: 'found' })).toEqual(fitted);
    const width = widthOf(placesOf(columns));
    const [a, b] = [new Float32Array(train.length * width), new Float32Array(train.length * width)];
    rows(memory, fitted).write(train, a);
    rows(disk, fitted).write(train, b);
    expect(b).toEqual(a);
    expect(maskRows(disk, placesOf(columns), width, train)).toEqual(maskRows(memory, placesOf(columns), width, train));
  }
});
it('reads each block once for rows of it that are mixed, and keeps a few', async () => {
  const { disk, files } = await both();
  const blocks = blocksOf(fileOf(disk)!);
  const out = new Float32Array(COUNT * 2);
  const { train } = randomly(COUNT, 0, 3, 'dataset');
  blocks.gather(train, out);
  expect(files.reads.map(({ first }) => first).toSorted((a, b) => a - b)).toEqual(Array.from({ length: Math.ceil(COUNT / 13) }, (_, block) => block * 13));
  blocks.gather(train.subarray(0, 50), out);
  expect(files.reads).toHaveLength(Math.ceil(COUNT / 13));
  const many = rowsInMemory({ blockRows: 2 });
  const { table } = await open(many);
  for (let round = 0; round < 2; round++) for (let item = 0; item < COUNT; item += 2) blocksOf(fileOf(table)!).load(item / 2);
  expect(Array.from({ length: COUNT / 2 }, (_, block) => blocksOf(fileOf(table)!).has(block)).filter(Boolean)).toHaveLength(2 * POOL + 8);
  // What takes the memory of another block has its own numbers.
  expect([...blocksOf(fileOf(table)!).load(0)]).toEqual([...headOf(table).values.subarray(0, 4)]);
});
it('deals out the same items as parts, each in an order that goes by blocks', async () => {
  const { memory, disk } = await both();
  for (const options of [deal, { ...deal, split: 'stratified' as const }, { ...deal, normal: 'B' }, { ...deal, split: 'time' as const, splitBy: 'size' }]) {
    const [a, b] = [dealOut(memory, options), dealOut(disk, options)];
    for (const part of ['train', 'validation', 'test'] as const) {
      expect(b[part].toSorted()).toEqual(a[part].toSorted());
      expect(dealOut(disk, options)[part]).toEqual(b[part]);
    }
  }
});
it('can be a part of itself', async () => {
  const { memory, disk } = await both();
  expect([...rowChunks({ ...disk, count: 30, values: rowsFrom(disk, 20, 50) })].flatMap(({ values }) => [...values])).toEqual([...rowsFrom(memory, 20, 50) as Float32Array]);
  expect([...rowChunks(takeItems(disk, 30))].flatMap(({ values }) => [...values])).toEqual([...takeItems(memory, 30).values]);
});
it('stands in memory where there is room for its numbers, or none in a file, which is told', async () => {
  const above = rowsInMemory({ above: COUNT * 2 });
  expect([isInMemory((await open(above)).table), above.made]).toEqual([true, []]);
  const full = rowsInMemory({ room: 100 });
  const { table } = await open(full);
  expect(isInMemory(table)).toBe(true);
  expect(table.notes).toEqual([{ text: 't.csv: its rows stand in memory, and could not be kept in a file: the test is full. Choose another test.' }]);
  expect(full.made).toEqual([{ discarded: true }]);
});
it('leaves nothing where reading is cancelled or fails', async () => {
  const abort = new AbortController();
  const files = rowsInMemory();
  const reason = new Error('cancelled');
  const long = `x\n${Array.from({ length: 50_000 }, (_, i) => i).join('\n')}\n`;
  await expect(openFiles([sourceOf(long, 't.csv')], { rows: files, signal: abort.signal, onProgress: (share) => share > 0.5 && abort.abort(reason) })).rejects.toBe(reason);
  expect(files.made).toEqual([{ discarded: true }]);
});
it('keeps 64 bits where they matter', async () => {
  const far = `t\n${Array.from({ length: 50 }, (_, i) => 1.6e9 + i).join('\n')}\n`;
  const { table } = await open(rowsInMemory({ blockRows: 7 }), far);
  expect([...rowChunks(table)].flatMap(({ values }) => [...values])).toEqual(Array.from({ length: 50 }, (_, i) => 1.6e9 + i));
});
