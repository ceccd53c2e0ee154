/** Where the columns that a document knows stand in a file: by their names where it has a header, else by their order. */
import { columnKindOf } from '../columns/registry';
import type { ColumnSettings } from '../columns/settings';
import { DataError } from '../data-error';
import type { CellReader } from '../formats/definition';
import type { DataNote } from '../table';

export interface Placed {
  readonly places: ReadonlyMap<ColumnSettings, number>;
  readonly notes: readonly DataNote[];
}
const plain = (name: string): string => name.trim().replace(/^["']|["']$/g, '').toLowerCase();
const listed = (names: readonly string[]): string => `${names.slice(0, 8).join(', ')}${names.length > 8 ? `, … (${names.length})` : ''}`;
const mustBe = ({ kind }: ColumnSettings): boolean => columnKindOf(kind).role === 'feature';

/** @throws DataError where a column that is fed is missing */
export function placeColumns({ names, columns: count }: Pick<CellReader, 'names' | 'columns'>, columns: readonly ColumnSettings[], name: string): Placed {
  const byName = names && new Map(names.map((one, place) => [plain(one), place]));
  const found = byName ? columns.filter((column) => byName.has(plain(column.name))) : [];
  if (byName && found.length > 0) {
    const missing = columns.filter((column) => mustBe(column) && !byName.has(plain(column.name)));
    if (missing.length > 0) throw new DataError(`${name}: expected the column${missing.length === 1 ? '' : 's'} ${listed(missing.map((column) => column.name))}, and found ${listed(names)}. Choose a file with the same columns, or say anew what they are.`);
    const extra = names.filter((one) => !columns.some((column) => plain(column.name) === plain(one)));
    const notes = extra.length > 0 ? [{ text: `${name}: ${extra.length === 1 ? 'the column' : 'the columns'} ${listed(extra)} ${extra.length === 1 ? 'is' : 'are'} not used: the model does not know ${extra.length === 1 ? 'it' : 'them'}.` }] : [];
    return { places: new Map(found.map((column) => [column, byName.get(plain(column.name))!])), notes };
  }
  if (count === columns.length) return { places: new Map(columns.map((column, place) => [column, place])), notes: [] };
  // The same file without what is not fed, such as the label.
  const features = columns.filter(mustBe);
  if (count === features.length) return { places: new Map(features.map((column, place) => [column, place])), notes: [{ text: `${name} has the ${count} columns that are fed, and neither labels nor identifiers.` }] };
  throw new DataError(`${name}: expected ${columns.length} columns (${listed(columns.map((column) => column.name))}), and found ${count}${names ? ` (${listed(names)})` : ''}. Choose a file with the same columns, or say anew what they are.`);
}
