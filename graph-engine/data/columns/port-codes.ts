/** What the ports of a Dataset beside its data give: the classes of items, one-hot. */
import { columnReader } from '../rows/read-rows';
import type { DataTable } from '../table';
import { isFeature } from './layout';
import { columnPorts } from './ports';
import type { ColumnSettings } from './settings';

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
