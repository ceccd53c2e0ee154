/** What is known of rows beside the model: which were trained on, which are normal, and which of them figures may be of. */
import { DataError } from '../../data/data-error';
import { normalItems } from '../../data/splits/deal-out';
import { splitSettingsOf } from '../../nodes/data-settings';
import type { Feed } from '../feed';
import { rowParts, type JudgedRows, type RowPart } from './types';

export interface RowClasses {
  readonly parts: Uint8Array;
  readonly isNormal: Uint8Array | null;
  readonly saysNormal: boolean;
  readonly judged: Uint32Array;
  readonly judgedAre: JudgedRows;
}

/** Of the first `count` rows. `isOwn`: these are the data of the model; `normal`: labels, where the Dataset says none. */
export function rowClasses(feed: Feed, isOwn: boolean, normal: string, count: number): RowClasses {
  const { normal: said } = splitSettingsOf(feed.node);
  const parts = partsOf(feed, isOwn).subarray(0, count);
  const isNormal = normalOf(feed, said || normal)?.subarray(0, count) ?? null;
  return { parts, isNormal, saysNormal: said !== '', ...judgedRows(parts, isNormal) };
}

/** Of every row, its place in `rowParts`. */
export function partsOf({ table, train, validation, test }: Feed, isOwn: boolean): Uint8Array {
  const parts = new Uint8Array(table.count).fill(rowParts.indexOf('new'));
  if (!isOwn) return parts;
  const lists: readonly (readonly [RowPart, Uint32Array])[] = [['train', train], ['validation', validation], ['test', test]];
  for (const [part, rows] of lists) for (const row of rows) parts[row] = rowParts.indexOf(part);
  return parts;
}
/** Other data may have no labels, or none of these. */
function normalOf({ table }: Feed, normal: string): Uint8Array | null {
  try {
    return normalItems(table, normal);
  } catch (error) {
    if (error instanceof DataError) return null;
    throw error;
  }
}

/** The test rows; those that were held out too, where no normal one is among them; all, where nothing is held out. */
export function judgedRows(parts: Uint8Array, isNormal: Uint8Array | null): Pick<RowClasses, 'judged' | 'judgedAre'> {
  const rowsOf = (...wanted: readonly RowPart[]): Uint32Array => Uint32Array.from(parts.keys()).filter((row) => wanted.includes(rowParts[parts[row]!]!));
  const isEnough = (rows: Uint32Array): boolean => rows.length > 0 && (!isNormal || rows.some((row) => isNormal[row] === 1));
  const others = rowsOf('new');
  if (others.length > 0) return { judged: others, judgedAre: 'new' };
  const test = rowsOf('test');
  if (isEnough(test)) return { judged: test, judgedAre: 'test' };
  const held = rowsOf('test', 'validation');
  return isEnough(held) ? { judged: held, judgedAre: 'held-out' } : { judged: Uint32Array.from(parts.keys()), judgedAre: 'all' };
}
