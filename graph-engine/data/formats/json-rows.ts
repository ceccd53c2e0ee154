/** One value of a JSON file as a row: an object by its keys, one level deep, or an array of plain values. */
import { DataError } from '../data-error';
import type { Cell } from './definition';
import type { JsonText } from './json-texts';
import { shown } from './table-limits';

/** Values by the name of their column; of an array by their place. */
export type JsonRow = ReadonlyMap<string, Cell> | readonly Cell[];

/** @throws DataError for what is no JSON, no row, or nested deeper than one level */
export function jsonRow(file: string, { text, line }: JsonText): JsonRow {
  const where = `${file}, line ${line.toLocaleString('en')}`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DataError(`${where}: expected JSON, and found ${shown(text)} (${error instanceof Error ? error.message.split('\n', 1)[0]! : String(error)}). Write one object a line.`);
  }
  const nested = (key: string): never => {
    throw new DataError(`${where}: expected a plain value at ${key}, and found one that is nested. Write its parts as keys of their own; arrays of numbers go into an NPY file.`);
  };
  if (Array.isArray(value)) return value.map((cell: unknown, i) => (isPlain(cell) ? cell : nested(`place ${i}`)));
  if (typeof value !== 'object' || value === null) throw new DataError(`${where}: expected an object or an array of values, and found ${shown(text)}. Write one object a line.`);
  const row = new Map<string, Cell>();
  for (const [key, cell] of Object.entries(value as Record<string, unknown>)) {
    if (isPlain(cell)) row.set(key, cell);
    else if (Array.isArray(cell)) nested(`“${key}”`);
    else for (const [inner, part] of Object.entries(cell as Record<string, unknown>)) row.set(`${key}.${inner}`, isPlain(part) ? part : nested(`“${key}.${inner}”`));
  }
  return row;
}
const isPlain = (cell: unknown): cell is Cell => cell === null || typeof cell !== 'object';
