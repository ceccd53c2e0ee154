/** Rows of a CSV text in blocks, piece by piece: the row that a piece cuts off waits for the next piece, and no row grows without end. */
import { DataError } from '../data-error';
import { rowsOf, type Dialect, type Rows } from './csv-rows';
import { MOST_CELL, MOST_ROW, shown } from './table-limits';
import type { TextFile } from './text';
import { unixLines } from './unix-lines';

export interface Block extends Rows {
  /** Line of the file, counted from 1, in which the text of the block begins. */
  readonly line: number;
  readonly read: number;
}

/** @throws DataError for a row or a cell that is too long, and for a quote that is not closed */
export async function* blocks(file: TextFile, dialect: Dialect, signal?: AbortSignal): AsyncGenerator<Block, void> {
  const { name } = file.source;
  let rest = '';
  let skipped = dialect.skipped ?? 0;
  let line = skipped > 0 ? 2 : 1;
  let read = 0;
  const block = (text: string, last: boolean): Block => {
    const rows = rowsOf(text, last, dialect);
    if (rows.fault !== null) {
      const at = line + rows.lineOf(rows.fault);
      throw new DataError(`${name}, line ${count(at)}: expected a quote to end with its cell, and found one that does not. Write a quote within quotes twice (""), or take it out.`);
    }
    if (text.length > MOST_CELL) expectCells(name, line, rows);
    return { ...rows, line, read };
  };
  for await (const piece of unixLines(file, signal)) {
    read = piece.read;
    rest += piece.text.slice(skipped);
    skipped = 0;
    // Without a line's end there is no row to look for.
    if (piece.more && !piece.text.includes('\n')) {
      expectRow(name, line, rest);
      continue;
    }
    const found = block(rest, !piece.more);
    yield found;
    rest = rest.slice(found.used);
    line += found.lines;
    expectRow(name, line, rest);
  }
}

const count = (value: number): string => value.toLocaleString('en');

function expectRow(name: string, line: number, rest: string): void {
  if (rest.length <= MOST_ROW) return;
  const quotes = rest.includes('"') ? 'If a quote opens in it that is never closed, close it. ' : '';
  throw new DataError(`${name}, line ${count(line)}: expected a row of at most ${count(MOST_ROW)} characters, and found a longer one (${shown(rest)}). ${quotes}Save it with a line for each row; an NPY file has no such limit.`);
}

function expectCells(name: string, line: number, { rows, lineOf }: Rows): void {
  for (const [i, row] of rows.entries()) {
    const long = row.findIndex((cell) => cell.length > MOST_CELL);
    if (long >= 0) throw new DataError(`${name}, line ${count(line + lineOf(i))}: expected cells of at most ${count(MOST_CELL)} characters, and found one of ${count(row[long]!.length)} in column ${long + 1} (${shown(row[long]!)}). If a quote opens in it that is never closed, close it.`);
  }
}
