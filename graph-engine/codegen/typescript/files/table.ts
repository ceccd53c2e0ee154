/** `table.ts`: the rows of a CSV file as numbers, read as the columns of a Dataset say. */
import { missingWords } from '../../../data/columns/missing-words';
import { fit, quote } from '../text';
import type { Project } from '../project';
import { Source } from '../../program/source';
import { tablesOf } from './data/tables';
import { dealingOf, keptBeside } from './data/dealing';

/** `beside`: some columns are kept beside the rows. */
const codes = (beside: boolean): string => `/**
 * Of each row the place of its name among those of a column; another number where it has none of
 * them, and null where the file lacks the column.
 */
export function codesOf(table: Table, columns: Column[], name: string): number[] | null {
  const place = columns.filter(isFed).findIndex((column) => column.name === name);
${beside ? `  if (place >= 0) return valuesAt(table, place);
  const column = columns.find((one) => one.kind === 'beside' && one.name === name);
  const names = column?.kind === 'beside' ? column.names : [];
  const codes = new Map(names.map((one, code) => [one, code]));
  return table.beside.get(name)?.map((cell) => codes.get(cell) ?? -1) ?? null;` : '  return place < 0 ? null : valuesAt(table, place);'}
}
const valuesAt = ({ count, width, values }: Table, place: number): number[] =>
  Array.from({ length: count }, (_, row) => values[row * width + place]!);`;

const cellValues = (beside: boolean): string => `/** What each row has in a column: a number or a text. */
export function valuesOf(table: Table, columns: Column[], name: string): (string | number)[] {
  const place = columns.filter(isFed).findIndex((column) => column.name === name);
  const column = columns.filter(isFed)[place];
  if (column) {
    const { count, width, values } = table;
    const all = Array.from({ length: count }, (_, row) => values[row * width + place]!);
    return column.kind === 'number' ? all : all.map((code) => column.names[code] ?? '');
  }
  const isLabel = columns.some((column) => column.kind === 'label' && column.name === name);
  const cells = ${beside ? 'isLabel ? table.labels : table.beside.get(name)' : 'isLabel ? table.labels : null'};
  if (!cells) throw new Error(\`The file lacks the column \${name}, by which rows are dealt out\`);
  return cells;
}`;

export function tableFile(project: Project): Source {
  const tables = tablesOf(project);
  const beside = tables.some((node) => keptBeside(node).length > 0);
  const source = new Source('src/table.ts').add(`/** Reads tables: numbers as they stand, categories by the places of their names. */
import { isFed, type Column } from './columns.ts';
import { readText, rowsOf } from './csv.ts';

/** How a file is read, where it is not as it seems. */
export interface Reading {
  delimiter?: string;
  header?: boolean;
  encoding?: string;
  decimalComma?: boolean;
}
/** Rows of the columns that go into the network. */
export interface Table {
  count: number;
  /** Columns. */
  width: number;
  /**
   * One row after another. A number is NaN where it is missing; a category is the place of its name,
   * or their count where it has none of them.
   */
  values: Float64Array;
  /** What each row is; null where no column says it. */
  labels: string[] | null;${beside ? `
  /** Cells of columns beside the rows, by their names; a file may lack them. */
  beside: Map<string, string[]>;` : ''}
}

/** What programs write where nothing was measured. */
${fit(`const missingWords = new Set([${['', ...missingWords].map(quote).join(', ')}]);`)}
const isMissing = (cell: string): boolean => missingWords.has(cell.trim().toLowerCase());

/**
 * NaN where nothing is measured, or where it is no number. Blanks and apostrophes part thousands;
 * with decimal commas points do.
 */
function numberOf(cell: string, decimalComma: boolean): number {
  if (isMissing(cell)) return NaN;
  const plain = cell.replace(/[\\s\\u00a0\\u202f'’_]|%$/g, '');
  if (plain === '') return NaN;
  if (!decimalComma) return Number(plain);
  const [whole = '', part, ...more] = plain.split(',');
  if (part === undefined) return Number(plain);
  return more.length > 0 ? NaN : Number(\`\${whole.replaceAll('.', '')}.\${part}\`);
}

const plainName = (name: string): string =>
  name.trim().replace(/^["']|["']$/g, '').toLowerCase();
const namesOf = (columns: Column[]): string => columns.map(({ name }) => name).join(', ');

/** How many columns of the network this row names. */
function named(row: string[], columns: Column[]): number {
  const cells = new Set(row.map(plainName));
  return columns.filter((column) => isFed(column) && cells.has(plainName(column.name))).length;
}

/** The first row; empty where a quote in it does not end with its cell. */
function firstRow(path: string, text: string, delimiter: string): string[] {
  try {
    return rowsOf(path, text, delimiter).next().value ?? [];
  } catch {
    return [];
  }
}
/** What parts cells: with it the first row names columns, or has as many cells as there are columns. */
function guessDelimiter(path: string, text: string, columns: Column[]): string {
  const score = (delimiter: string): number => {
    const row = firstRow(path, text, delimiter);
    const fits = row.length === columns.length || row.length === columns.filter(isFed).length;
    return 1e6 * named(row, columns) + (fits ? 1e5 : 0) + row.length;
  };
  const scores = ['\\t', ';', '|', ',', ' '].map((delimiter) => ({ delimiter, value: score(delimiter) }));
  return scores.reduce((best, one) => (one.value > best.value ? one : best)).delimiter;
}

/**
 * Whether the first row names the columns: by their names, by their places where they have no
 * others, or because it has words where they have numbers.
 */
function isHeader(row: string[], columns: Column[]): boolean {
  if (columns.every(({ name }, i) => name === String(i))) {
    return row.every((cell, i) => plainName(cell) === String(i));
  }
  if (named(row, columns) > 0) return true;
  const byOrder = row.length === columns.length ? columns : columns.filter(isFed);
  return byOrder.some(({ kind }, i) => kind === 'number' && wordIn(row[i] ?? ''));
}
const wordIn = (cell: string): boolean =>
  !isMissing(cell) && Number.isNaN(numberOf(cell, cell.includes(',')));

/** Where each column stands in a row: by its name, else by the order. What is not fed may be missing. */
function placeColumns(
  path: string,
  first: string[],
  hasHeader: boolean,
  columns: Column[],
): Map<Column, number> {
  if (hasHeader && named(first, columns) > 0) {
    const places = new Map(first.map((name, place) => [plainName(name), place]));
    const found = columns.filter(({ name }) => places.has(plainName(name)));
    const missing = columns.filter((column) => isFed(column) && !found.includes(column));
    if (missing.length > 0) {
      throw new Error(\`\${path} lacks the columns \${namesOf(missing)}; it has \${first.join(', ')}\`);
    }
    return new Map(found.map((column) => [column, places.get(plainName(column.name))!]));
  }
  // A row may end with what parts cells.
  const ends = first.at(-1) === '' && first.length === columns.length + 1;
  const cells = first.length - (ends ? 1 : 0);
  const all = [columns, columns.filter(isFed)].find(({ length }) => length === cells);
  if (all) return new Map(all.map((column, place) => [column, place]));
  const expected = \`\${columns.length} columns: \${namesOf(columns)}\`;
  throw new Error(\`\${path} has \${first.length} columns, and the model takes \${expected}\`);
}

/** Whether numbers have a comma before their decimals. */
function guessDecimalComma(rows: string[][], delimiter: string): boolean {
  const cells = rows.flat().map((cell) => cell.trim());
  const count = (pattern: RegExp): number => cells.filter((cell) => pattern.test(cell)).length;
  const commas = count(/^[+-]?(\\d{1,3}(\\.\\d{3})+|\\d*),\\d+(e[+-]?\\d+)?%?$/i);
  const areThousands = count(/^[+-]?[1-9]\\d{0,2}(,\\d{3})+$/) === commas;
  return commas > count(/^[+-]?\\d*\\.\\d*(e[+-]?\\d+)?%?$/i) && !(delimiter === ',' && areThousands);
}

/** Rows times columns up to which numbers of 64 bits are kept. */
const small = 2 ** 26;

/** Whether the numbers of a column lie so close together, far from zero, that 32 bits make them alike. */
function isPrecise(values: number[], width: number, place: number): boolean {
  let [low, high, areWhole] = [Infinity, -Infinity, true];
  for (let i = place; i < values.length; i += width) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    areWhole &&= Number.isInteger(value);
  }
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return low <= high && (high - low < 2 ** -18 * largest || (areWhole && largest > 2 ** 24));
}

/** The first rows of a file. */
function beginning(rows: Iterable<string[]>): string[][] {
  const found: string[][] = [];
  for (const row of rows) if (found.push(row) === 200) break;
  return found;
}

/** The table of a file whose columns are these. */
export function readTable(path: string, columns: Column[], reading: Reading = {}): Table {
  const text = readText(path, reading.encoding);
  const delimiter = reading.delimiter ?? guessDelimiter(path, text, columns);
  const sample = beginning(rowsOf(path, text, delimiter));
  const [first] = sample;
  if (!first) throw new Error(\`\${path} holds no rows\`);
  const hasHeader = reading.header ?? isHeader(first, columns);
  const places = placeColumns(path, first, hasHeader, columns);
  const decimalComma = reading.decimalComma ?? guessDecimalComma(sample.slice(1), delimiter);
  const fed = columns
    .filter(isFed)
    .map((column) => ({ column, place: places.get(column)!, odd: 0, example: '' }));
  const label = columns.find(({ kind }) => kind === 'label');
  const labelPlace = label && places.get(label);
${beside ? `  const kept = columns
    .filter((column) => column.kind === 'beside' && places.has(column))
    .map((column) => ({ name: column.name, place: places.get(column)!, cells: [] as string[] }));
` : ''}  const values: number[] = [];
  const labels: string[] = [];
  // A header may end with an empty name, for which rows have no cell.
  const fewest = hasHeader && first.at(-1) === '' ? first.length - 1 : first.length;
  let count = hasHeader ? -1 : 0;
  for (const row of rowsOf(path, text, delimiter)) {
    if (count++ < 0) continue;
    const most = row.at(-1) === '' ? first.length + 1 : first.length;
    if (row.length < fewest || row.length > most) {
      throw new Error(\`\${path}, row \${count}: expected \${first.length} cells, and found \${row.length}\`);
    }
    for (const one of fed) {
      const cell = row[one.place] ?? '';
      if (one.column.kind !== 'number') {
        const code = one.column.names.indexOf(cell.trim());
        values.push(code < 0 ? one.column.names.length : code);
        continue;
      }
      const value = numberOf(cell, decimalComma);
      values.push(value);
      if (!Number.isNaN(value) || isMissing(cell)) continue;
      if (one.odd++ === 0) one.example = \`row \${count}: \${cell.slice(0, 40)}\`;
    }
    if (labelPlace !== undefined) labels.push((row[labelPlace] ?? '').trim());
${beside ? "    for (const { place, cells } of kept) cells.push((row[place] ?? '').trim());\n" : ''}  }
  if (count < 1) throw new Error(\`\${path} holds no rows below its header\`);
  for (const { column, odd, example } of fed) {
    const told = \`\${odd} cells of \${column.name} are no numbers, and count as missing (\${example})\`;
    if (odd > 0) console.warn(\`\${path}: \${told}\`);
  }
  const isPreciseAt = (place: number): boolean =>
    fed[place]!.column.kind === 'number' && isPrecise(values, fed.length, place);
  const precise = values.length <= small && fed.some((_, place) => isPreciseAt(place));
  return {
    count,
    width: fed.length,
    // 32 bits, as the studio keeps them, unless they lose what matters.
    values: precise ? Float64Array.from(values) : Float64Array.from(values, Math.fround),
    labels: labelPlace === undefined ? null : labels,${beside ? `
    beside: new Map(kept.map(({ name, cells }) => [name, cells])),` : ''}
  };
}`);
  if (tables.some((node) => node.beside.some(({ column }) => column !== null))) source.block(codes(beside));
  if (tables.some((node) => dealingOf(node)?.by)) source.block(cellValues(beside));
  return source;
}
