import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Cell } from '../formats/definition';
import { recognise } from './recognise';
import { datasetList, datasets } from './registry';

const cell = (text: string): Cell => (text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text);
const columnsOf = (rows: readonly (readonly string[])[]): Cell[][] => rows[0]!.map((_, place) => rows.map((row) => cell(row[place] ?? '')));
const rowOf = (columns: readonly { readonly kind: string; readonly names?: readonly string[] }[], item: number): string[] =>
  columns.map(({ kind, names }) => (names ? names[item % names.length]! : kind === 'number' ? `${item}.5` : `${item}`));

it.each(datasetList.filter(({ columns, origin }) => columns && origin === 'download').map((definition) => [definition.id, definition] as const))('%s is found by the names of its columns, in any order and spelling', (_, definition) => {
  const columns = definition.columns!;
  const names = columns.map(({ name }) => name);
  const rows = [rowOf(columns, 0), rowOf(columns, 1)];
  expect(recognise(names, columnsOf(rows))).toEqual({ definition, columns });

  const turned = ['', ...names.toReversed().map((name) => ` "${name.toUpperCase().replaceAll('_', ' ')}"`)];
  const found = recognise(turned, columnsOf(rows.map((row, i) => [`${i}`, ...row.toReversed()])))!;
  expect(found.definition).toBe(definition);
  expect(found.columns.map(({ name }) => name)).toEqual(turned);
  expect(found.columns.map(({ kind }) => kind)).toEqual(['identifier', ...columns.map(({ kind }) => kind).toReversed()]);

  const fed = columns.filter(({ kind }) => kind === 'number' || kind === 'category').map(({ name }) => name);
  // Without labels the two sets of one network are alike.
  expect(recognise(fed, [])?.definition.columns, 'new rows without a label').toEqual(expect.arrayContaining([...columns.filter(({ kind }) => kind === 'number')]));
  expect(recognise(fed.slice(1), [])).toBeNull();
  expect(recognise([...names, 'something else'], [])).toBeNull();
  const place = columns.findIndex(({ kind }) => kind === 'label');
  expect(recognise(names, columnsOf(rows.map((row) => row.with(place, 'something else'))))).toBeNull();
  expect(recognise([...names, names[0]!], [])).toBeNull();
});

it('tells sets without a header apart by what they hold', () => {
  const bare = (definition: (typeof datasetList)[number], change = (row: string[]): string[] => row) =>
    recognise(null, columnsOf([0, 1, 2].map((item) => change(rowOf(definition.columns!, item)))))?.definition.id ?? null;
  expect(['wdbc', 'kdd-cup-99', 'nsl-kdd', 'paysim', 'credit-card'].map((id) => bare(datasets[id as 'wdbc']))).toEqual(['wdbc', 'kdd-cup-99', 'nsl-kdd', 'paysim', null]);
  expect(bare(datasets['nsl-kdd'], (row) => row.slice(0, -1)), 'without its difficulty').toBe('nsl-kdd');
  expect(bare(datasets['kdd-cup-99'], (row) => row.with(1, 'ipx'))).toBeNull();
  expect(bare(datasets['kdd-cup-99'], (row) => row.with(0, 'long'))).toBeNull();
  expect(bare(datasets.wdbc, (row) => [...row, '']), 'an empty column at the end').toBe('wdbc');
  const { columns } = datasets['nsl-kdd'];
  const names = columns.slice(0, -1).map(({ name }) => name);
  expect(recognise(names, columnsOf([rowOf(columns, 0).slice(0, -1)]))?.definition.id, 'with a header, by its labels').toBe('nsl-kdd');
  expect(recognise(null, [])).toBeNull();
});

const folder = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const files = [
  ['wdbc/data.csv', true, 'wdbc'],
  ['kddcup99/kddcup.data_10_percent.gz', false, 'kdd-cup-99'],
  ['nsl_kdd/KDDTrain+_20Percent.txt', false, 'nsl-kdd'],
  ['creditcard/creditcard_sample.csv', true, 'credit-card'],
  ['odds/cardio.csv', true, null],
  ['odds/ionosphere.csv', true, null],
  ['iris/iris.data', false, null],
  ['optdigits/optdigits.tra', false, null],
] as const;

it.each(files)('%s is known for what it is', (file, header, id) => {
  if (!existsSync(folder + file)) return console.log(`skipped: ${file} is not beside the project`);
  const bytes = readFileSync(folder + file);
  const rows = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .subarray(0, 60_000)
    .toString()
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(0, 100)
    .map((line) => line.split(','));
  const found = recognise(header ? rows[0]! : null, columnsOf(header ? rows.slice(1) : rows));
  expect(found?.definition.id ?? null).toBe(id);
  if (found) expect(found.columns).toHaveLength(rows[0]!.length);
});
