/** Columns that a Dataset gives at ports of their own, as classes: groups, and categories that are embedded. The label has one too, called `label` whatever its column is. */
import { isId } from '../../document/ids';
import { columnReader } from '../rows/read-rows';
import type { DataTable } from '../table';
import { isFeature, isInRow } from './layout';
import { columnKindOf } from './registry';
import type { ColumnSettings } from './settings';

export interface ColumnPort {
  /** An id, unlike those of the other ports of the Dataset; it follows from the names of the columns alone. */
  readonly id: string;
  readonly column: ColumnSettings;
  readonly classes: number;
}
const taken = ['data', 'label', 'mask'] as const;
const LONGEST = 48;

/** What an id may hold of a name. */
function plain(name: string): string {
  const text = name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-+|-+$/g, '').slice(0, LONGEST);
  return isId(text) ? text : `column${text && '-'}${text}`;
}

const found = new WeakMap<readonly ColumnSettings[], readonly ColumnPort[]>();
/** In the order of the columns; a column without names, as of too many values, has none. */
export function columnPorts(columns: readonly ColumnSettings[]): readonly ColumnPort[] {
  const known = found.get(columns);
  if (known) return known;
  const ids = new Set<string>(taken);
  const ports = columns.flatMap((column): ColumnPort[] => {
    const stem = plain(column.name);
    let id = stem;
    for (let number = 2; ids.has(id); number++) id = `${stem}-${number}`;
    // Also of a column without a port, so that another kind of it renames no other port.
    ids.add(id);
    const { kept, role } = columnKindOf(column.kind);
    const isApart = kept === 'codes' && (role === 'beside' || (role === 'feature' && !isInRow(column)));
    const classes = column.names?.length ?? 0;
    return isApart && classes > 0 ? [{ id, column, classes }] : [];
  });
  found.set(columns, ports);
  return ports;
}

/** Where the codes of a column lie: that of item i is `values[at + i * step]`. */
export interface Codes {
  readonly values: ArrayLike<number>;
  readonly at: number;
  readonly step: number;
}
/** By port, of what the table has. */
export function codesByPort(table: DataTable, columns: readonly ColumnSettings[]): ReadonlyMap<string, Codes> {
  const codes = new Map<string, Codes>();
  if (table.labels) codes.set('label', { values: table.labels, at: 0, step: 1 });
  const features = columns.filter(isFeature);
  const columnOf = columnReader(table);
  for (const { id, column } of columnPorts(columns)) {
    if (isFeature(column)) {
      const { values, stride, offset } = columnOf(features.indexOf(column));
      codes.set(id, { values, at: offset, step: stride });
    } else {
      const side = table.beside?.find(({ name, kind }) => name === column.name && kind === 'group');
      if (side) codes.set(id, { values: side.values as ArrayLike<number>, at: 0, step: 1 });
    }
  }
  return codes;
}

/** [items, classes]: a 1 at the place of the class of each item; of one that the columns do not name, all are 0. */
export function oneHotRows(codes: Codes | undefined, classes: number, items: Uint32Array): Float32Array {
  const out = new Float32Array(items.length * classes);
  if (!codes) return out;
  const { values, at, step } = codes;
  items.forEach((item, row) => {
    const code = values[at + item * step]!;
    if (code < classes) out[row * classes + code] = 1;
  });
  return out;
}
