/** What the first rows of a text show: what parts its cells, whether a row of names is above them, how decimals are written. */
import { isMissing } from '../columns/missing-words';
import { BLANKS, NONE, rowsOf, type Dialect } from './csv-rows';

const candidates = ['\t', ';', '|', ',', BLANKS] as const;
/** Of the rows, this share has the usual number of cells; one that has not is then named by the reader. */
const LEAST_SHARE = 0.5;
const MOST_ROWS = 200;
/** A first row of longer texts names nothing, if nothing else speaks for it. */
const LONGEST_NAME = 64;

const point = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?%?$/i;
const comma = /^[+-]?(\d{1,3}(\.\d{3})+|\d*),\d+(e[+-]?\d+)?%?$/i;
const special = /^[+-]?(inf|infinity)$/i;
const thousands = /^[+-]?[1-9]\d{0,2}(,\d{3})+$/;
export const isNumeric = (cell: string): boolean => {
  const text = cell.trim();
  return point.test(text) || comma.test(text) || special.test(text);
};

/** A cell count that most rows have, and the share that has it. */
export function usualCount(rows: readonly (readonly string[])[]): { readonly count: number; readonly share: number } {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let [count, most] = [0, 0];
  for (const [length, times] of counts) if (times > most) [count, most] = [length, times];
  return { count, share: rows.length === 0 ? 0 : most / rows.length };
}

/** Comments are some of the lines: where most begin with #, that is how the values begin. */
export function guessComments(text: string): boolean {
  const lines = text.split('\n', MOST_ROWS).filter((line) => line.trim() !== '');
  const rows = lines.filter((line) => !line.startsWith('#')).length;
  if (rows === 0) return lines.every((line) => /^#(#|\s|$)/.test(line));
  return rows < lines.length && rows >= Math.min(10, lines.length / 2);
}

export function guessDelimiter(text: string, last: boolean, comments: boolean): string {
  let best: { readonly delimiter: string; readonly score: number; readonly count: number } = { delimiter: NONE, score: 0, count: 1 };
  for (const delimiter of candidates) {
    const rows = firstRows(text, last, { delimiter, comments });
    const { count, share } = usualCount(rows);
    const numeric = shareOfNumbers(rows);
    if (count < 2 || share <= LEAST_SHARE || (delimiter === BLANKS && (numeric < 0.5 || share < 0.9))) continue;
    const score = Math.round(100 * share * (0.5 + numeric));
    if (score > best.score || (score === best.score && count > best.count)) best = { delimiter, score, count };
  }
  return best.delimiter;
}
const firstRows = (text: string, last: boolean, dialect: Dialect): readonly string[][] => {
  const { rows, fault } = rowsOf(text, last, dialect);
  return rows.slice(0, Math.min(MOST_ROWS, fault ?? MOST_ROWS));
};

function shareOfNumbers(rows: readonly (readonly string[])[]): number {
  let [cells, numbers] = [0, 0];
  // The first row may be a header.
  for (const row of rows.length > 1 ? rows.slice(1) : rows) {
    for (const cell of row) {
      if (isMissing(cell)) continue;
      cells++;
      if (isNumeric(cell)) numbers++;
    }
  }
  return cells === 0 ? 0 : numbers / cells;
}

/** Whether numbers have a comma before their decimals. Groups of three digits between commas are thousands, where cells are parted by commas too. */
export function guessDecimalComma(rows: readonly (readonly string[])[], delimiter: string): boolean {
  let [commas, points, groups] = [0, 0, 0];
  for (const row of rows.slice(0, MOST_ROWS)) {
    for (const cell of row) {
      const text = cell.trim();
      if (thousands.test(text)) groups++;
      if (comma.test(text)) commas++;
      else if (text.includes('.') && point.test(text)) points++;
    }
  }
  return commas > points && !(delimiter === ',' && groups === commas);
}

/** Whether the first row names the columns: it has texts where others have numbers, or words that no other row has. */
export function guessHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...others] = rows.slice(0, MOST_ROWS);
  if (others.length === 0) return first.length > 0 && first.every((cell) => !isNumeric(cell)) && first.some((cell) => !isMissing(cell));
  if (isNumbering(first) && !isNumbering(others[0]!)) return true;
  let evidence = 0;
  for (const [place, cell] of first.entries()) {
    const values = others.map((row) => row[place] ?? '').filter((value) => !isMissing(value));
    if (isMissing(cell) || values.length === 0) continue;
    const numbers = values.filter(isNumeric).length;
    if (numbers > 0.9 * values.length) evidence += isNumeric(cell) ? -1 : 1;
    else if (isNumeric(cell) || values.includes(cell)) evidence--;
    else if (new Set(values).size <= values.length / 2) evidence += 0.5;
  }
  const names = first.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return evidence > 0 || (evidence === 0 && names.length === first.length && new Set(names).size === names.length && names.every((name) => /^[\p{L}_]/u.test(name) && name.length <= LONGEST_NAME));
}
/** 0, 1, 2, … or 1, 2, 3, …, as programs name columns that have no name. */
const isNumbering = (row: readonly string[]): boolean => row.length > 2 && (row[0] === '0' || row[0] === '1') && row.every((cell, i) => cell === String(i + Number(row[0])));
