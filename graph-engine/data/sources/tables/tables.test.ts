import { expect, it } from 'vitest';
import type { MemoryTable } from '../../table';
import { cells } from '../cells';
import { connections } from '../connections';
import { transactions } from '../transactions';

const sets = [transactions, connections, cells].map((set) => [set.id, set] as const);
type Id = (typeof sets)[number][0];
/** Enough that each label is there, and 1,300 rows are usual; a cell takes a millisecond to measure. */
const COUNTS: Record<Id, number> = { transactions: 3000, connections: 3000, cells: 2200 };
const drawn = new Map<Id, Promise<MemoryTable>>();
const tableOf = (set: (typeof sets)[number][1]): Promise<MemoryTable> => {
  if (!drawn.has(set.id)) drawn.set(set.id, Promise.resolve(set.generate({ seed: 1, count: COUNTS[set.id] })));
  return drawn.get(set.id)!;
};

it.each(sets)('%s repeat from the same seed, whatever the number of rows, and say what each column is', async (_, set) => {
  const few = await set.generate({ seed: 3, count: 40 });
  const more = await set.generate({ seed: 3, count: 80 });
  const width = few.shape[0]!;
  expect(more.values.slice(0, few.values.length)).toEqual(few.values);
  expect(more.labels!.slice(0, 40)).toEqual(few.labels);
  expect(more.factors!.values.slice(0, few.factors!.values.length)).toEqual(few.factors!.values);
  expect((await set.generate({ seed: 4, count: 40 })).values).not.toEqual(few.values);
  expect(few).toMatchObject({ count: 40, range: 'real', scale: 1, labelNames: set.labelNames, name: set.title });
  expect(few.columns!.map(({ name }) => name)).toEqual(set.columns.slice(0, -1).map(({ name }) => name));
  expect(few.values.length).toBe(40 * width);
  expect(few.factors!.values.length).toBe(40 * few.factors!.names.length);
});

it.each(sets)('%s hold numbers and names that can be, and every label about as often as it should', async (_, set) => {
  const table = await tableOf(set);
  const width = table.shape[0]!;
  for (const [column, { kind, names, name }] of table.columns!.entries()) {
    const values = Array.from({ length: table.count }, (_unused, row) => table.values[row * width + column]!);
    expect(values.every((value) => Number.isFinite(value) && value >= (name.includes('dimension') ? -1 : 0)), name).toBe(true);
    if (kind === 'category') expect(new Set(values), name).toEqual(new Set(names!.keys()));
    else expect(new Set(values).size, name).toBeGreaterThan(1);
  }
  const counts = set.labelNames.map((_unused, label) => table.labels!.filter((found) => found === label).length);
  const unusual = 1 - counts[0]! / table.count;
  expect(unusual).toBeGreaterThan({ transactions: 0.02, connections: 0.06, cells: 0.3 }[set.id]);
  expect(unusual).toBeLessThan({ transactions: 0.04, connections: 0.1, cells: 0.4 }[set.id]);
  expect(Math.min(...counts)).toBeGreaterThan(5);
});

it.each(sets)('what is unusual in %s is far from usual rows, and in no column alone', async (_, set) => {
  const table = await tableOf(set);
  const rows = prepared(table, set.columns);
  const usual = [...rows.keys()].filter((row) => table.labels![row] === 0);
  const training = usual.slice(0, 800);
  const judged = [...usual.slice(800, 1300), ...[...rows.keys()].filter((row) => table.labels![row]! > 0).slice(0, 500)];
  const unusual = judged.map((row) => table.labels![row]! > 0);
  const near = areaOf(judged.map((row) => neighbours(rows[row]!, training.map((other) => rows[other]!))), unusual);
  const alone = rows[0]!.map((_unused, column) => {
    const area = areaOf(judged.map((row) => rows[row]![column]!), unusual);
    return Math.max(area, 1 - area, areaOf(judged.map((row) => Math.abs(rows[row]![column]!)), unusual));
  });
  console.log(`${set.id}: area ${near.toFixed(3)} by five neighbours, ${Math.max(...alone).toFixed(3)} by the best column alone`);
  expect(near).toBeGreaterThan(0.88);
  expect(near).toBeLessThan(0.995);
  expect(Math.max(...alone)).toBeLessThan(near - 0.03);
});

/** Standardised by the usual rows, counts as logarithms, categories a column for each name. */
function prepared(table: MemoryTable, settings: readonly { readonly name: string; readonly preparation?: string }[]): number[][] {
  const width = table.shape[0]!;
  const columns = table.columns!.flatMap(({ kind, names }, column) => {
    const values = Array.from({ length: table.count }, (_, row) => table.values[row * width + column]!);
    if (kind === 'category') return names!.map((_, code) => values.map((value) => Number(value === code)));
    const scaled = settings[column]!.preparation === 'log' ? values.map(Math.log1p) : values;
    const usual = scaled.filter((_, row) => table.labels![row] === 0);
    const mean = usual.reduce((sum, value) => sum + value, 0) / usual.length;
    const deviation = Math.sqrt(usual.reduce((sum, value) => sum + (value - mean) ** 2, 0) / usual.length) || 1;
    return [scaled.map((value) => (value - mean) / deviation)];
  });
  return Array.from({ length: table.count }, (_, row) => columns.map((values) => values[row]!));
}

/** Mean distance to the five nearest. */
function neighbours(row: readonly number[], others: readonly (readonly number[])[]): number {
  const distances = Float64Array.from(others, (other) => Math.sqrt(other.reduce((sum, value, i) => sum + (value - row[i]!) ** 2, 0)));
  return distances.toSorted().slice(0, 5).reduce((sum, distance) => sum + distance, 0) / 5;
}

/** Area under the ROC curve: how often an unusual row has the greater score. */
function areaOf(scores: readonly number[], unusual: readonly boolean[]): number {
  const [high, low] = [scores.filter((_, i) => unusual[i]), scores.filter((_, i) => !unusual[i])];
  const wins = high.reduce((sum, score) => sum + low.reduce((won, other) => won + (score > other ? 1 : score === other ? 0.5 : 0), 0), 0);
  return wins / (high.length * low.length);
}
