/** Columns that a Dataset gives at ports of their own, as classes: groups, and categories that are embedded. The label has one too, called `label` whatever its column is. */
import { isId } from '../../document/ids';
import { isInRow } from './layout';
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
