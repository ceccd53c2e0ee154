/** A table for who computes with its numbers and hears nothing: the sound may be 64 MiB, which a message between threads would copy. */
import type { DataTable } from './table';

export function withoutSound<T extends DataTable>(table: T): T {
  const { sound: _, ...rest } = table;
  return table.sound ? (rest as T) : table;
}
