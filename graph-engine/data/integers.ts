/** Whole numbers of a file: what their type can hold, and how they read as unsigned ones. */
import { isInMemory } from './rows/in-memory';
import type { DataTable, IntegerType, MemoryTable } from './table';

/** Least and greatest number of the type. */
export const limitsOf = ({ bits, signed }: IntegerType): readonly [number, number] => (signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1]);
/** `signed 16-bit integers` */
export const printIntegers = ({ bits, signed }: IntegerType): string => (bits === 8 ? `${signed ? 'signed ' : ''}bytes` : `${signed ? 'signed' : 'unsigned'} ${bits}-bit integers`);

const known = new WeakMap<DataTable, DataTable>();
/** The table with its signed integers read as unsigned ones of the same bits; any other table is given back. */
export function asUnsigned(table: MemoryTable): MemoryTable;
export function asUnsigned(table: DataTable): DataTable;
export function asUnsigned(table: DataTable): DataTable {
  const { integers } = table;
  // A table of columns is no file of integers.
  if (!integers?.signed || !isInMemory(table)) return table;
  const { values } = table;
  let read = known.get(table);
  if (!read) {
    const bytes = integers.bits === 8;
    const whole = 2 ** integers.bits;
    const unsigned = bytes ? new Uint8Array(values.length) : new Float32Array(values.length);
    for (let i = 0; i < values.length; i++) unsigned[i] = values[i]! < 0 ? values[i]! + whole : values[i]!;
    read = { ...table, values: unsigned, scale: bytes ? 1 / 255 : 1, integers: { bits: integers.bits, signed: false } };
    known.set(table, read);
  }
  return read;
}
