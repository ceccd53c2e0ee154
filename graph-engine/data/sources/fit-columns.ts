/** Whether a table has the columns of a known set, and which of its columns are which. */
import { isMissing, textOf } from '../columns/missing-words';
import { numberOf } from '../columns/number';
import type { ColumnSettings } from '../columns/settings';
import type { Cell } from '../formats/definition';

/** Of the cells of a category, this share has one of its known names: a later edition may have a new one. */
const SHARE = 0.9;
/** As programs and readers call a column whose name is empty, and what else row numbers are called. */
const ROW_NUMBER = /^(|index|unnamed:?\d+|column\d+|rowid|row)$/;

/** `names`: of the header, null where there is none; `sample`: the first rows, `sample[column][row]`. One for each column of the file, or null. */
export const fit = (known: readonly ColumnSettings[], names: readonly string[] | null, sample: readonly (readonly Cell[])[]): readonly ColumnSettings[] | null =>
  names ? byNames(known, names, sample) : byCells(known, sample);

/** Every column that is learned from is there, and each holds what it may; the others may be missing, and row numbers and empty columns may be there besides. */
function byNames(known: readonly ColumnSettings[], names: readonly string[], sample: readonly (readonly Cell[])[]): ColumnSettings[] | null {
  const left = new Map(known.map((column) => [plain(column.name), column]));
  const found: ColumnSettings[] = [];
  for (const [place, name] of names.entries()) {
    const column = left.get(plain(name));
    left.delete(plain(name));
    const cells = sample[place] ?? [];
    const settings = column ?? besides(name, cells);
    if (!settings || !holds(settings, cells)) return null;
    found.push({ ...settings, name });
  }
  return [...left.values()].some(isFed) ? null : found;
}

/** As many columns, each with what it may hold; and one of them with words, since numbers alone fit many tables. */
function byCells(known: readonly ColumnSettings[], sample: readonly (readonly Cell[])[]): ColumnSettings[] | null {
  const width = sample.findLastIndex((cells) => !cells.every(isMissing)) + 1;
  const last = known.findLastIndex(({ kind }) => kind !== 'ignored') + 1;
  if (width !== known.length && width !== last) return null;
  const fits = sample.slice(0, width).every((cells, place) => holds(known[place]!, cells));
  const tells = known.slice(0, width).some(({ names }) => names?.some((name) => Number.isNaN(Number(name))));
  return fits && tells ? sample.map((_, place) => (place < width ? known[place]! : { name: `${place}`, kind: 'ignored' })) : null;
}

/** What a column may be that the set does not know. */
function besides(name: string, cells: readonly Cell[]): ColumnSettings | null {
  if (cells.length > 0 && cells.every(isMissing)) return { name, kind: 'ignored' };
  return ROW_NUMBER.test(plain(name)) ? { name, kind: 'identifier' } : null;
}

function holds({ kind, names }: ColumnSettings, cells: readonly Cell[]): boolean {
  const present = cells.filter((cell) => !isMissing(cell));
  if (names) return present.filter((cell) => names.includes(textOf(cell))).length >= SHARE * present.length;
  return kind !== 'number' || present.every((cell) => !Number.isNaN(numberOf(cell, false)));
}

const isFed = ({ kind }: ColumnSettings): boolean => kind === 'number' || kind === 'category';
const plain = (name: string): string => name.toLowerCase().replace(/[\s"'_.]/g, '');
