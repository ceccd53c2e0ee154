/** What a table may measure at most, so that a broken or hostile file never piles up in memory. */
import { DataError } from '../data-error';

export const MOST_COLUMNS = 4096;
/** Characters of one row. */
export const MOST_ROW = 16 << 20;
/** Characters of one cell. */
export const MOST_CELL = 1 << 20;

/** @throws DataError */
export function expectColumns(name: string, columns: number): void {
  if (columns > MOST_COLUMNS) {
    throw new DataError(`${name}: expected at most ${MOST_COLUMNS.toLocaleString('en')} columns, and found ${columns.toLocaleString('en')}. Save it as an array: an NPY file has no such limit.`);
  }
}

const SHOWN = 60;
/** The beginning of a row or a cell, for messages. */
export const shown = (text: string): string => {
  const line = text.slice(0, SHOWN + 1).replaceAll(/\s+/g, ' ');
  return `“${line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line}”`;
};
