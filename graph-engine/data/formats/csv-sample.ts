/** Opens a table in text: reads its first rows, and says how all of it is to be read. */
import { DataError } from '../data-error';
import type { DataNote } from '../table';
import { distinctNames } from './column-names';
import { guessComments, guessDecimalComma, guessDelimiter, guessHeader, usualCount } from './csv-guess';
import { blocks } from './csv-lines';
import { withLineFeeds } from './unix-lines';
import { BLANKS, NONE, rowsOf, type Dialect } from './csv-rows';
import type { TableOptions } from './definition';
import { MOST_ROW, expectColumns } from './table-limits';
import type { TextFile } from './text';

export interface Sample {
  readonly dialect: Dialect;
  readonly columns: number;
  readonly names: readonly string[] | null;
  /** The names stand in the first row; else in a comment above it. */
  readonly isFirstRow: boolean;
  /** The last column has no name, and rows may leave it out. */
  readonly padded: boolean;
  readonly decimalComma: boolean;
  readonly notes: readonly DataNote[];
  how(): string;
}
const ENOUGH = 1 << 19;
const LEAST_ROWS = 3;
const titles: Readonly<Record<string, string>> = { ',': 'CSV', '\t': 'TSV', ';': 'CSV with semicolons', '|': 'columns parted by |', [BLANKS]: 'columns parted by blanks', [NONE]: 'one column' };

/** @throws DataError */
export async function openSample(file: TextFile, options: TableOptions): Promise<Sample> {
  const { name } = file.source;
  expectDelimiter(options.delimiter);
  const { text: all, ended } = await firstText(file);
  // A first line that Excel reads and writes.
  const [line = '', said] = /^sep=(.)\n/i.exec(all) ?? [];
  const text = all.slice(line.length);
  if (text.trim() === '') throw new DataError(`${name}: expected a table, and found nothing but space. Choose another file, or write this one again.`);
  if (!ended && !text.includes('\n')) throw await noRows(file, { delimiter: NONE, comments: false, skipped: line.length }, text, null);
  const comments = guessComments(text);
  const dialect = { delimiter: options.delimiter ?? said ?? guessDelimiter(text, ended, comments), comments, skipped: line.length };
  const { rows, fault, lineOf } = rowsOf(text, ended, dialect);
  if (fault === 0 || rows.length === 0) throw await noRows(file, dialect, text, fault === null ? null : lineOf(fault) + (line ? 2 : 1));
  const hasHeader = options.header ?? guessHeader(rows);
  const data = hasHeader ? rows.slice(1) : rows;
  if (data.length === 0 && ended) {
    throw new DataError(`${name}: expected rows below the header, and found none (its ${rows[0]!.length} columns: ${rows[0]!.slice(0, 6).join(', ')}${rows[0]!.length > 6 ? ', …' : ''}). Choose the file with the data, or say that it has no header.`);
  }
  const { names, columns, padded, notes } = namesOf(name, hasHeader ? rows[0]! : null, data, hasHeader ? null : commentNames(text, dialect, data));
  expectColumns(name, columns);
  const decimalComma = options.decimalComma ?? guessDecimalComma(data, dialect.delimiter);
  const title = titles[dialect.delimiter] ?? `columns parted by ${dialect.delimiter}`;
  const header = names === null ? 'no header' : hasHeader ? 'header' : 'header in a comment';
  return {
    dialect,
    columns,
    names,
    isFirstRow: hasHeader,
    padded,
    decimalComma,
    notes,
    how: () => [title, ...(decimalComma ? ['decimal commas'] : []), file.encoding, header].join(', '),
  };
}

/** @throws DataError for what papaparse would not part by */
function expectDelimiter(delimiter: string | undefined): void {
  if (delimiter !== undefined && (delimiter === '' || /[\r\n"\uFEFF]/.test(delimiter))) throw new DataError(`Expected what parts cells, such as a comma or a tab, and found ${JSON.stringify(delimiter)}.`);
}

/** Enough of it to guess by, with line feeds; more where rows are long. */
async function firstText(file: TextFile): Promise<{ readonly text: string; readonly ended: boolean }> {
  let text = '';
  let lines = 0;
  for await (const piece of file.pieces()) {
    text += piece.text;
    if (lines < LEAST_ROWS) lines += piece.text.split(/\r\n|\n|\r/, LEAST_ROWS + 1).length - 1;
    if (text.length > MOST_ROW || (text.length >= ENOUGH && lines >= LEAST_ROWS)) return { text: withLineFeeds(text), ended: false };
  }
  return { text: withLineFeeds(text), ended: true };
}

/** The reader says what is wrong with a text in which no row is found: a row that is too long, or a quote. */
async function noRows(file: TextFile, dialect: Dialect, text: string, line: number | null): Promise<DataError> {
  for await (const { rows } of blocks(file, dialect)) if (rows.length > 0) break;
  const where = line === null ? file.source.name : `${file.source.name}, line ${line}`;
  return new DataError(`${where}: expected rows of cells, and found none${text.startsWith('#') ? ' but comments' : ''}. Choose the file with the data.`);
}

interface Named {
  readonly names: readonly string[] | null;
  readonly columns: number;
  readonly padded: boolean;
  readonly notes: readonly DataNote[];
}
function namesOf(file: string, header: readonly string[] | null, data: readonly (readonly string[])[], above: readonly string[] | null): Named {
  const { count } = usualCount(data);
  const isTrailing = count > 1 && data.every((row) => row.length !== count || row[count - 1] === '');
  if (header === null) return { names: above && distinctNames(above), columns: above?.length ?? count, padded: false, notes: [] };
  const isNameless = header.length > 1 && header.at(-1)!.trim() === '';
  if (header.length + 1 === count && !isTrailing) {
    const note = { text: `${file}: the rows have one cell more than the header, so that the first column is taken for names of the rows.` };
    return { names: distinctNames(['', ...header]), columns: count, padded: false, notes: [note] };
  }
  const repeated = header.filter((name, i) => name.trim() !== '' && header.indexOf(name) !== i);
  const notes = repeated.length > 0 ? [{ text: `${file}: several columns are called ${[...new Set(repeated)].slice(0, 3).map((name) => name.trim()).join(', ')}; the later ones get a number.` }] : [];
  return { names: distinctNames(header), columns: header.length, padded: isNameless, notes };
}

/** Names in the last comment above the rows, as NumPy writes them. */
function commentNames(text: string, dialect: Dialect, data: readonly (readonly string[])[]): readonly string[] | null {
  if (!dialect.comments) return null;
  const lines = text.split('\n', 200);
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  const comment = lines.slice(0, first).findLast((line) => line.startsWith('#'));
  const { count } = usualCount(data);
  if (comment === undefined || count < 2) return null;
  const cells = rowsOf(comment.replace(/^#+/, ''), true, { ...dialect, comments: false }).rows[0] ?? [];
  return cells.length === count && cells.every((cell) => cell.trim() !== '' && !Number.isFinite(Number(cell))) ? cells : null;
}
