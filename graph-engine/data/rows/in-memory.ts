/** Whether the numbers of a table stand in memory or in a file. */
import type { DataTable, MemoryTable } from '../table';
import type { RowFile } from './row-file';

export const isInMemory = (table: DataTable): table is MemoryTable => ArrayBuffer.isView(table.values);
export const fileOf = ({ values }: DataTable): RowFile | null => (ArrayBuffer.isView(values) ? null : values);

/** For what is made of pictures and arrays, which are read whole. */
export function mustBeInMemory(table: DataTable): MemoryTable {
  if (!isInMemory(table)) throw new Error(`internal: the rows of ${table.name} are not in memory`);
  return table;
}

/** The first rows of a table, all of one in memory: for who shows or samples it. */
export function headOf(table: DataTable): MemoryTable {
  if (isInMemory(table)) return table;
  const { head, width } = fileOf(table)!;
  return { ...table, values: head, count: Math.min(table.count, head.length / width) };
}
