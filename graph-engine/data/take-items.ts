/** The first `count` items of a table; all of them for 0 or when there are no more. Shares memory with the table. */
import { sizeOf } from '../document/shape';
import type { DataTable } from './table';

export function takeItems(table: DataTable, count: number): DataTable {
  if (count === 0 || count >= table.count) return table;
  const { factors, beside } = table;
  return {
    ...table,
    count,
    values: table.values.subarray(0, count * sizeOf(table.shape)),
    labels: table.labels?.subarray(0, count) ?? null,
    ...(beside && { beside: beside.map((side) => ({ ...side, values: side.values.slice(0, count) })) }),
    factors: factors && { names: factors.names, values: factors.values.subarray(0, count * factors.names.length) },
  };
}
