/** Items of a table of tokens as texts again. */
import { isInMemory } from '../rows/in-memory';
import type { DataTable } from '../table';
import { textOf } from './tokens/registry';
import { PADDING, tokenOf } from './vocabulary';

/** The tokens of an item as they are shown, up to its padding; none of a table of something else. */
export function tokensAt(table: DataTable, item: number): readonly string[] {
  const { text, shape, count } = table;
  if (!text || item < 0 || item >= count || !isInMemory(table)) return [];
  const places = shape[0]!;
  const ids = table.values.subarray(item * places, (item + 1) * places);
  const end = ids.indexOf(PADDING);
  return Array.from(end < 0 ? ids : ids.subarray(0, end), (id) => tokenOf(id, text.vocabulary));
}
/** The text of an item on one line, in which what the vocabulary does not hold is `[unknown]`. */
export const textAt = (table: DataTable, item: number): string => (table.text ? textOf(tokensAt(table, item), table.text.tokens).replaceAll('\n', '↵') : '');
export const firstTexts = (table: DataTable, most: number): readonly string[] => (table.text ? Array.from({ length: Math.min(most, table.count) }, (_, item) => textAt(table, item)) : []);
