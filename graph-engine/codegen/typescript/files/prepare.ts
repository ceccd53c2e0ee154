/** `prepare.ts`: from the columns of a table to the numbers that a network takes, and back. */
import { preparations } from '../../../data/preparations/registry';
import type { Project } from '../project';
import { Source } from '../../program/source';
import { hasEmbedded, preparationsOf, tablesOf } from './data/tables';

const key = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`);

const fitting = `/** Over the rows that are trained on; missing values are filled with \`fill\`. */
function fitColumn(column: NumberColumn, present: Float64Array): [name: string, value: number][] {
  // Of a column that is empty in training, nothing is known.
  const sorted = present.length > 0 ? present.sort() : Float64Array.of(0);
  const preparation: Preparation = preparations[column.preparation];
  const fitted = preparation.fit(sorted);
  const fill = column.missing === 'median' ? quantile(sorted, 0.5) : meanOf(sorted);
  const numbers = preparation.names.map((name, i): [string, number] => [name, fitted[i]!]);
  return [['fill', fill], ...numbers];
}

/** Numbers of one name, such as \`mean\`, lie together, in the order of the columns that have one. */
export function fitTable({ width, values }: Table, columns: Column[], training: number[]): Fitted {
  const numbers: Record<string, number[]> = {};
  columns.filter(isFed).forEach((column, place) => {
    if (column.kind !== 'number') return;
    const all = Float64Array.from(training, (row) => values[row * width + place]!);
    const present = all.filter((value) => !Number.isNaN(value));
    for (const [name, value] of fitColumn(column, present)) (numbers[name] ??= []).push(value);
  });
  const tensors = Object.entries(numbers).map(([name, list]): [string, Numbers] => {
    return [name, { shape: [list.length], values: Float32Array.from(list) }];
  });
  return Object.fromEntries(tensors);
}`;

/** `embedded`: some categories have no place in the row. */
const places = (embedded: boolean): string => `/** Where the numbers of a column lie in a prepared row, and what it was fitted to. */
interface Place {
  column: ${embedded ? "Exclude<Fed, { kind: 'embedded' }>" : 'Fed'};
  /** Among the columns of the table. */
  from: number;
  at: number;
  /** With the place of an indicator. */
  width: number;
  fill: number;
  numbers: number[];
}
function placesOf(columns: Column[], fitted: Fitted, prefix: string): Place[] {
  let end = 0;
  const next: Record<string, number> = {};
  const take = (name: string): number => {
    const at = next[name] ?? 0;
    next[name] = at + 1;
    return fitted[\`\${prefix}/\${name}\`]!.values[at]!;
  };
  return columns.filter(isFed).${embedded ? 'flatMap' : 'map'}((column, from) => {
${embedded ? "    if (column.kind === 'embedded') return [];\n" : ''}    const isNumber = column.kind === 'number';
    const width = isNumber ? (column.missing === 'indicator' ? 2 : 1) : column.names.length + 1;
    const at = end;
    end += width;
    if (!isNumber) return { column, from, at, width, fill: 0, numbers: [] };
    const { names }: Preparation = preparations[column.preparation];
    return { column, from, at, width, fill: take('fill'), numbers: names.map(take) };
  });
}
const widthOf = (places: Place[]): number => places.reduce((sum, { width }) => sum + width, 0);`;

/** `imageFields`: what else the items of a project have in which others come from IDX files. */
const applying = (imageFields: string): string => `/** Rows as the network takes them. */
export function prepareTable(
  table: Table,
  columns: Column[],
  fitted: Fitted,
  prefix: string,
): Items {
  const places = placesOf(columns, fitted, prefix);
  const width = widthOf(places);
  const values = new Float32Array(table.count * width);
  places.forEach(({ column, from, at, fill, numbers }) => {
    for (let row = 0; row < table.count; row++) {
      const value = table.values[row * table.width + from]!;
      const to = row * width + at;
      if (column.kind === 'category') {
        values[to + value] = 1;
        continue;
      }
      const isMissing = Number.isNaN(value);
      const preparation: Preparation = preparations[column.preparation];
      values[to] = preparation.apply(isMissing ? fill : value, numbers);
      if (column.missing === 'indicator' && isMissing) values[to + 1] = 1;
    }
  });
  return { count: table.count, shape: [width], values${imageFields} };
}

/**
 * Prepared rows, or reconstructions of them, in the units of the file; null is a category that has
 * none of its names.
 */
export function undoRows(
  rows: number[][],
  columns: Column[],
  fitted: Fitted,
  prefix: string,
): (number | string | null)[][] {
  const places = placesOf(columns, fitted, prefix);
  return rows.map((row) =>
    places.map(({ column, at, width, numbers }) => {
      if (column.kind === 'number') {
        const preparation: Preparation = preparations[column.preparation];
        return preparation.undo(row[at]!, numbers);
      }
      const choices = row.slice(at, at + width);
      return column.names[choices.indexOf(Math.max(...choices))] ?? null;
    }),
  );
}`;

const masking = (imageFields: string): string => `/** 1 where a value was measured, and 0 where it is missing: as wide as prepared rows. */
export function maskOf(
  table: Table,
  columns: Column[],
  fitted: Fitted,
  prefix: string,
): Items {
  const places = placesOf(columns, fitted, prefix);
  const size = widthOf(places);
  const values = new Float32Array(table.count * size).fill(1);
  places.forEach(({ from, at, width }) => {
    for (let row = 0; row < table.count; row++) {
      if (!Number.isNaN(table.values[row * table.width + from]!)) continue;
      values.fill(0, row * size + at, row * size + at + width);
    }
  });
  return { count: table.count, shape: [size], values${imageFields} };
}`;

/** `imageFields`: see above. */
export function prepareFile(project: Project, imageFields: string): Source {
  const tables = tablesOf(project);
  const used = preparationsOf(tables).map((name) => ({ name, code: preparations[name].typescript.column! }));
  const source = new Source('src/prepare.ts').add(`/** Brings the columns of a table to the numbers that the network takes, and back. */
import { isFed, type Column, type Fed } from './columns.ts';
import type { Fitted, Items, Numbers } from './data.ts';
import type { Table } from './table.ts';

/** How the numbers of a column are prepared. */
interface Preparation {
  /** Names of the numbers that it is fitted to. */
  names: string[];
  /** These numbers; \`values\` are in ascending order. */
  fit(values: Float64Array): number[];
  apply(value: number, fitted: number[]): number;
  undo(value: number, fitted: number[]): number;
}
const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
/** Between two values it lies on the line that joins them. */
function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const [low, part] = [Math.floor(at), at % 1];
  return part === 0 ? sorted[low]! : sorted[low]! + part * (sorted[low + 1]! - sorted[low]!);
}`);
  for (const text of new Set(used.flatMap(({ code }) => code.functions))) source.block(text);
  source.block('const preparations = {');
  for (const { name, code } of used) source.add(`  ${key(name)}: ${code.text},`);
  source.add('} satisfies Record<string, Preparation>;');
  source.add('export type PreparationName = keyof typeof preparations;');
  source.add("type NumberColumn = Extract<Column, { kind: 'number' }>;");
  for (const text of [fitting, places(hasEmbedded(tables)), applying(imageFields)]) source.block(text);
  if (tables.some(({ beside }) => beside.some(({ aside }) => aside === 'mask'))) source.block(masking(imageFields));
  return source;
}
