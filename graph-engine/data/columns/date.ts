import type { Cell } from '../formats/definition';
import type { ColumnDefinition } from './definition';

/** ISO 8601, with a blank for the T, and points or slashes where the year comes first; or day.month.year. */
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const dayFirst = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?$/;

/** Milliseconds since 1970, of a time zone that is not given as of UTC; NaN where it is no date. */
export function dateOf(cell: Cell): number {
  if (cell instanceof Date) return cell.getTime();
  if (typeof cell !== 'string') return Number.NaN;
  const text = cell.trim();
  const year = yearFirst.exec(text);
  const [y, m, d, rest] = year ? [year[1], year[2], year[3], year.slice(4)] : (([, day, month, whole, ...more]) => [whole, month, day, more])(dayFirst.exec(text) ?? []);
  if (y === undefined || Number(m) > 12 || Number(d) > 31) return Number.NaN;
  const [hour = '0', minute = '0', second = '0', zone] = rest as (string | undefined)[];
  const at = Date.UTC(Number(y), Number(m) - 1, Number(d), Number(hour), Number(minute), 0) + Number(second) * 1000;
  const offset = zone && /([+-])(\d{2}):?(\d{2})/.exec(zone);
  return offset ? at - (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) * 60_000 : at;
}

export const date: ColumnDefinition = {
  title: 'Date',
  help: 'A day or a moment: kept beside the item, for splits by time.',
  role: 'beside',
  kept: 'numbers',
  fits: ({ rows, missing, dates }) => (dates > 0 && dates >= 0.95 * (rows - missing) ? 0.8 : 0),
  number: dateOf,
  preparations: [],
};
