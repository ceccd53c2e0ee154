/** Rows of a piece of CSV text, by papaparse where there are quotes, else by a plain split, which is what papaparse does then as well. */
import Papa from 'papaparse';

export interface Dialect {
  /** `BLANKS`, `NONE`, or what stands between two cells. */
  readonly delimiter: string;
  /** Lines that begin with # are no rows. */
  readonly comments: boolean;
  /** Characters at the beginning of the file, a line of them, that are no part of the table. */
  readonly skipped?: number;
}
/** Runs of spaces and tabs. */
export const BLANKS = ' ';
/** One column: a character that stands in no text. */
export const NONE = '\u001F';

export interface Rows {
  readonly rows: readonly string[][];
  /** Characters and lines that these rows take, with comments and blank lines between. */
  readonly used: number;
  readonly lines: number;
  /** Of a row, counted from 0 within this text. */
  lineOf(row: number): number;
  /** A quote that does not end where the cell does, with its row. */
  readonly fault: number | null;
}

/** Whole rows of a text with line feeds only. What follows the last of them is left, unless it is the `last` text. */
export function rowsOf(text: string, last: boolean, dialect: Dialect): Rows {
  return dialect.delimiter === BLANKS || !text.includes('"') ? plainRows(text, last, dialect) : quotedRows(text, last, dialect);
}

const isBlank = (line: string, delimiter: string): boolean => line === '' || (line.charCodeAt(0) <= 32 && line.trim() === '' && !line.includes(delimiter));
const isComment = (line: string, { comments }: Dialect): boolean => comments && line.charCodeAt(0) === 35;
const isSkipped = (line: string, dialect: Dialect): boolean => isComment(line, dialect) || isBlank(line, dialect.delimiter === BLANKS ? NONE : dialect.delimiter);

function plainRows(text: string, last: boolean, dialect: Dialect): Rows {
  const end = last ? text.length : text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, end).split('\n');
  const rows: string[][] = [];
  for (const line of lines) if (!isSkipped(line, dialect)) rows.push(dialect.delimiter === BLANKS ? blankCells(line) : line.split(dialect.delimiter));
  return {
    rows,
    used: end,
    lines: lines.length - 1,
    lineOf(row) {
      let left = row;
      return lines.findIndex((line) => !isSkipped(line, dialect) && left-- === 0);
    },
    fault: null,
  };
}

/** Cells in quotes may hold blanks, and end where their quote does. */
const blankCells = (line: string): string[] => (line.includes('"') ? [...line.matchAll(/"((?:[^"]|"")*)"(?!\S)|\S+/g)].map(([all, quoted]) => quoted?.replaceAll('""', '"') ?? all) : line.trim().split(/[ \t]+/));

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

function quotedRows(text: string, last: boolean, { delimiter, comments }: Dialect): Rows {
  const config = { delimiter, newline: '\n', quoteChar: '"', comments: comments ? '#' : false } as const;
  const { data, errors, meta } = new Papa.Parser(config).parse(text, 0, !last) as Parsed;
  const used = last ? text.length : meta.cursor;
  const isRow = (row: readonly string[]): boolean => row.length !== 1 || !isBlank(row[0]!, delimiter);
  const rows = data.every(isRow) ? data : data.filter(isRow);
  const fault = errors.find(({ row }) => row < data.length);
  return {
    rows,
    used,
    lines: newlines(text, used),
    lineOf(row) {
      // Rows do not say where they begin: they are read once more, one by one.
      let left = row;
      let start = 0;
      let found = used;
      const step = ({ data: [cells], meta: { cursor } }: { data: string[][]; meta: { cursor: number } }): void => {
        if (found === used && isRow(cells ?? []) && left-- === 0) found = afterComments(text, start, comments);
        start = cursor;
      };
      new Papa.Parser({ ...config, step: step as never }).parse(text, 0, false);
      return newlines(text, found);
    },
    fault: fault ? data.slice(0, fault.row).filter(isRow).length : null,
  };
}

function newlines(text: string, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function afterComments(text: string, start: number, comments: boolean): number {
  let at = start;
  while (comments && text[at] === '#' && text.includes('\n', at)) at = text.indexOf('\n', at) + 1;
  return at;
}
