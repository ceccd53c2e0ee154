/** The first `count` items of a table; all of them for 0 or when there are no more. Shares memory with the table. */
import { sizeOf } from '../document/shape';
import { isInMemory } from './rows/in-memory';
import type { DataTable } from './table';

export function takeItems<T extends DataTable>(table: T, count: number): T {
  if (count === 0 || count >= table.count) return table;
  const { factors, beside } = table;
  return {
    ...table,
    count,
    // Of a file, the first rows are those that are counted.
    values: isInMemory(table) ? table.values.subarray(0, count * sizeOf(table.shape)) : table.values,
    labels: table.labels?.subarray(0, count) ?? null,
    ...(beside && { beside: beside.map((side) => ({ ...side, values: side.values.slice(0, count) })) }),
    factors: factors && { names: factors.names, values: factors.values.subarray(0, count * factors.names.length) },
  };
}
