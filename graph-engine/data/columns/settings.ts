/** What a Dataset says of each column of its table. It is part of the document, so that other files are read in the same way. */
import { columnKinds, type ColumnKind } from './registry';

/** How a cell without a value is filled; what with is fitted on the training rows. */
export const missingIds = ['mean', 'median', 'own', 'indicator'] as const;
export type Missing = (typeof missingIds)[number];

export interface ColumnSettings {
  /** As in the header of the file; the place, counted from 0, where it has none. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** Of a category, a label or a group: what its codes 0, 1, … are called. A value that is none of them is `other`. */
  readonly names?: readonly string[];
  /** How its values go into the network, where it is not as its kind usually does. */
  readonly preparation?: string;
  readonly missing?: Missing;
  /** Factor of its error in a loss, and of its share in a score; 1 where it is not given. */
  readonly weight?: number;
}

const read = new Map<string, readonly ColumnSettings[] | null>();
/** Of the text that a document keeps; null where it is no list of columns. */
export function parseColumns(text: string): readonly ColumnSettings[] | null {
  if (text === '') return [];
  const known = read.get(text);
  if (known !== undefined) return known;
  if (read.size > 100) read.clear();
  const parsed = parse(text);
  read.set(text, parsed);
  return parsed;
}
function parse(text: string): readonly ColumnSettings[] | null {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return null;
  }
  return Array.isArray(list) && list.every(isSettings) ? (list as readonly ColumnSettings[]) : null;
}
const isText = (value: unknown): value is string => typeof value === 'string';
const missing: readonly string[] = missingIds;
function isSettings(value: unknown): value is ColumnSettings {
  if (typeof value !== 'object' || value === null) return false;
  const { name, kind, names, preparation, missing: filled, weight } = value as Readonly<Record<string, unknown>>;
  if (!isText(name) || !isText(kind) || !Object.hasOwn(columnKinds, kind)) return false;
  const { preparations } = columnKinds[kind as ColumnKind];
  return (
    (names === undefined || (Array.isArray(names) && names.every(isText))) &&
    (preparation === undefined || (isText(preparation) && (preparations as readonly string[]).includes(preparation))) &&
    (filled === undefined || (isText(filled) && missing.includes(filled))) &&
    (weight === undefined || (typeof weight === 'number' && Number.isFinite(weight) && weight >= 0))
  );
}
export const printColumns = (columns: readonly ColumnSettings[]): string => (columns.length === 0 ? '' : JSON.stringify(columns));
