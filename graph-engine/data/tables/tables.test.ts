import { describe, expect, it } from 'vitest';
import { applySpec, withLabel } from '../columns/spec';
import type { ColumnSettings } from '../columns/settings';
import { DataError } from '../data-error';
import { openFiles } from '../open-files';
import type { OpenOptions } from '../opened';
import { sourceOf } from '../../testing/whole-table';
import { mustBeInMemory } from '../rows/in-memory';

const open = (text: string, options: OpenOptions = {}, name = 't.csv') => openFiles([sourceOf(text, name)], options);
const kinds = (columns: readonly ColumnSettings[]): Record<string, string> => Object.fromEntries(columns.map(({ name, kind, preparation }) => [name, preparation ? `${kind}/${preparation}` : kind]));
const lines = (header: string, row: (i: number) => string, count = 40): string => `${header ? `${header}\n` : ''}${Array.from({ length: count }, (_, i) => row(i)).join('\n')}\n`;
const patients = lines('id,age,town,when,diagnosis,empty', (i) => `${1000 + 3 * i},${20 + (i % 30)},${['Linz', 'Graz', 'Wien'][i % 3]},2026-01-${String(1 + (i % 28)).padStart(2, '0')},${i % 5 === 0 ? 'M' : 'B'},`);

describe('what columns are', () => {
  it('is guessed from what they hold', async () => {
    const { columns, table, kind } = await open(patients);
    expect(kinds(columns)).toEqual({ id: 'identifier', age: 'number', town: 'category', when: 'date', diagnosis: 'label', empty: 'ignored' });
    expect(columns.map(({ names }) => names ?? null)).toEqual([null, null, ['Graz', 'Linz', 'Wien'], null, ['B', 'M'], null]);
    expect([kind, table.shape, table.count, table.labelNames, table.labelColumn]).toEqual(['table', [2], 40, ['B', 'M'], 'diagnosis']);
    expect([...mustBeInMemory(table).values.subarray(0, 4)]).toEqual([20, 1, 21, 0]);
    expect(table.beside!.map(({ name, values }) => [name, values[1]])).toEqual([['id', '1003'], ['when', Date.UTC(2026, 0, 2)]]);
    expect([...table.labels!.subarray(0, 6)]).toEqual([1, 0, 0, 0, 0, 1]);
  });
  it('is the last column for a file without a header where it names few things', async () => {
    const { columns, table } = await open(lines('', (i) => `${i / 7},${i * 2},${(i * i) / 3},${['a', 'b'][i % 2]}`));
    expect(kinds(columns)).toEqual({ 0: 'number', 1: 'number', 2: 'number', 3: 'label' });
    expect(table.labelNames).toEqual(['a', 'b']);
  });
  it('is an amount of which few are large where they span decades', async () => {
    expect(kinds((await open(lines('amount,x', (i) => `${i % 10 === 0 ? 1e5 + i : i / 3},${i}`))).columns)).toEqual({ amount: 'number/log', x: 'number' });
  });
  it('is one label at most, and never a number that measures', async () => {
    const { columns } = await open(lines('class,target,value', (i) => `${i % 2},${i % 3},${i / 7}`));
    expect(Object.values(kinds(columns)).filter((kind) => kind === 'label')).toHaveLength(1);
    expect(kinds((await open(lines('class,value', (i) => `${i * 1.5},${i / 7}`))).columns)).toMatchObject({ class: 'number' });
  });
  it('is what the user says', async () => {
    const adjust: OpenOptions['adjust'] = (columns, scan) => withLabel(applySpec(columns, '*:ignored,age:number/robust+median*2,town:category', scan), 'town', scan);
    const { columns, table } = await open(patients, { adjust });
    expect(columns.find(({ name }) => name === 'age')).toEqual({ name: 'age', kind: 'number', preparation: 'robust', missing: 'median', weight: 2 });
    expect([table.labelColumn, table.labelNames, table.shape, table.beside]).toEqual(['town', ['Graz', 'Linz', 'Wien'], [1], undefined]);
    for (const [spec, message] of [['age', /expected name:kind/], ['age:text', /expected a kind \(number, category/], ['age:number/one-hot', /expected a preparation of a number/], ['age:number+zero', /expected what missing values become/], ['old:number', /Expected the column old, and found id, age/]] as const) {
      await expect(open(patients, { adjust: (columns_, scan) => applySpec(columns_, spec, scan) }), spec).rejects.toThrow(message);
    }
  });
  it('can be numbered from 0', async () => {
    const { columns } = await open(patients, { adjust: (some, scan) => withLabel(some, '2', scan) });
    expect(kinds(columns)).toMatchObject({ town: 'label', diagnosis: 'ignored' });
  });
});

describe('a label that a model was trained without', () => {
  const label = (name: string): OpenOptions['adjust'] => (some, scan) => withLabel(some, name, scan);
  it('is taken from a file that has one, by its name or its place', async () => {
    const columns: readonly ColumnSettings[] = [{ name: 'a', kind: 'number' }, { name: 'b', kind: 'number' }];
    const named = await open('b,kind,a\n1,x,2\n3,y,4\n', { columns, adjust: label('Kind') });
    expect([[...mustBeInMemory(named.table).values], [...named.table.labels!], named.table.labelNames]).toEqual([[2, 1, 4, 3], [0, 1], ['x', 'y']]);
    const bare = await open('2,x,1\n4,y,3\n', { columns, adjust: label('1') });
    expect([[...mustBeInMemory(bare.table).values], bare.table.labelNames]).toEqual([[2, 1, 4, 3], ['x', 'y']]);
  });
  it('is the one that is named, though the document names another', async () => {
    const columns: readonly ColumnSettings[] = [{ name: 'a', kind: 'number' }, { name: 'old', kind: 'label', names: ['p', 'q'] }];
    const { table } = await open('a,old,new\n1,p,x\n2,q,y\n', { columns, adjust: label('new') });
    expect([table.labelColumn, table.labelNames]).toEqual(['new', ['x', 'y']]);
  });
});

describe('another file with the same columns', () => {
  const read = async (text: string, name?: string) => {
    const { columns } = await open(patients);
    return mustBeInMemory((await open(text, { columns }, name)).table);
  };
  it('is read by its names, in any order', async () => {
    const table = await read('town,age,diagnosis\nGraz,31,M\nRom,NA,X\n');
    expect([...table.values]).toEqual([31, 0, Number.NaN, 3]);
    expect([[...table.labels!], table.labelNames]).toEqual([[1, 2], ['B', 'M', 'X']]);
  });
  it('is read by the order where it has no header, also without what is not fed', async () => {
    expect([...(await read('5,31,Linz,2026-01-01,M,\n6,32,Graz,2026-01-01,B,\n')).values]).toEqual([31, 1, 32, 0]);
    const bare = await read('31,Linz\n32,Graz\n');
    expect([[...bare.values], bare.labels]).toEqual([[31, 1, 32, 0], null]);
  });
  it('is refused where a column is missing', async () => {
    await expect(read('town,diagnosis\nGraz,M\n')).rejects.toThrow(/t\.csv: expected the column age, and found town, diagnosis\. Choose/);
    await expect(read('1,2,3\n4,5,6\n')).rejects.toThrow(/expected 6 columns .*, and found 3/);
  });
  it('tells what is no number, and which columns it does not know', async () => {
    const { notes } = await read('age,town,shoe\n31,Linz,40\nmany,Graz,41\n');
    expect(notes!.map(({ text }) => text)).toEqual([expect.stringMatching(/the column shoe is not used/), expect.stringMatching(/Column age: 1 cell is no finite number, and counts as missing \(row 2: many\)/)]);
  });
});

it('keeps numbers that lie close together, far from zero, apart', async () => {
  const { table } = await open(lines('t,x', (i) => `${1.6e9 + i},${i}`));
  const { values } = mustBeInMemory(table);
  expect(values).toBeInstanceOf(Float64Array);
  expect(values[2]! - values[0]!).toBe(1);
});
it('finds nothing to learn from in words, and nothing in an empty table', async () => {
  await expect(open(lines('a,b', (i) => `word ${i},line ${i}`))).rejects.toThrow(DataError);
  await expect(open('a,b\n')).rejects.toThrow(DataError);
});
it('can be cancelled', async () => {
  const abort = new AbortController();
  abort.abort(new Error('stop'));
  await expect(open(patients, { signal: abort.signal })).rejects.toThrow('stop');
});
