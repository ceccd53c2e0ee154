import type { Cell } from '../formats/definition';
import type { ColumnDefinition } from './definition';
import { missingWords } from './missing-words';
import { shortDecimal } from './short-decimal';

/** Spaces and apostrophes that part thousands, and a sign of per cent, are no digits. */
const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const DECORATION = /[\s\u00A0\u202F'’_]|%$/g;

export const number: ColumnDefinition = {
  title: 'Number',
  help: 'A quantity: its distance to another one means something.',
  role: 'feature',
  kept: 'numbers',
  fits: ({ rows, missing, numbers }) => (numbers > 0 && numbers >= 0.95 * (rows - missing) ? 0.6 : 0),
  number: numberOf,
  preparations: ['standardised', 'log', 'robust', 'min-max', 'as-is'],
};

/** NaN where nothing is measured, or where it is no number. */
export function numberOf(cell: Cell, decimalComma: boolean): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'string') {
    const short = decimalComma ? Number.NaN : shortDecimal(cell);
    if (!Number.isNaN(short) && short !== 0) return short;
    const direct = cell === '' ? Number.NaN : Number(cell);
    if (!Number.isNaN(direct) && !decimalComma && direct !== 0) return direct;
    if (cell === '0') return 0;
    const text = cell.trim();
    if (text === '' || missingWords.has(text.toLowerCase())) return Number.NaN;
    const plain = text.replace(DECORATION, '');
    if (!decimalComma) return plain === '' ? Number.NaN : Number(THOUSANDS.test(plain) ? plain.replaceAll(',', '') : plain);
    // 1.234,5 is written with points between thousands.
    const parts = plain.split(',');
    return parts.length > 2 || plain === '' ? Number.NaN : Number(parts.length === 2 ? `${parts[0]!.replaceAll('.', '')}.${parts[1]!}` : plain);
  }
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  return cell instanceof Date ? cell.getTime() : Number.NaN;
}
