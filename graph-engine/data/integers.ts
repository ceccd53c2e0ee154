/** Whole numbers of a file: what their type can hold, how they read as unsigned ones, and whether they were meant to be. */
import type { DataTable, IntegerType } from '@/datasets/definition';

/** Least and greatest number of the type. */
export const limitsOf = ({ bits, signed }: IntegerType): readonly [number, number] => (signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1]);
/** `signed 16-bit integers` */
export const printIntegers = ({ bits, signed }: IntegerType): string => (bits === 8 ? `${signed ? 'signed ' : ''}bytes` : `${signed ? 'signed' : 'unsigned'} ${bits}-bit integers`);

const known = new WeakMap<DataTable, DataTable>();
/** The table with its signed integers read as unsigned ones of the same bits; any other table is given back. */
export function asUnsigned(table: DataTable): DataTable {
  const { integers, values } = table;
  if (!integers?.signed) return table;
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

/** Neighbours looked at for the answer, and of which share of them a jump is no accident. */
const PAIRS = 200_000;
const MOST_ACCIDENTS = 1e-4;
/** How far towards both ends of their type numbers lie that were cut in the middle. */
const NEAR_THE_END = 0.75;

/**
 * Whether signed integers look like unsigned ones that were read with the wrong sign: they reach both ends of their type, and from
 * one pixel to the next they jump from end to end, as numbers do that grow past the greatest one. Read as unsigned they do not.
 */
export function seemsUnsigned({ values, integers, shape, count }: DataTable): boolean {
  if (!integers?.signed) return false;
  const half = 2 ** (integers.bits - 1);
  const size = values.length / count;
  const step = shape.length === 3 ? shape[2]! : 1;
  const stride = Math.max(1, Math.ceil(values.length / PAIRS));
  let [low, high, pairs, signedJumps, unsignedJumps] = [0, 0, 0, 0, 0];
  for (let i = 0; i + step < values.length; i += stride) {
    const [a, b] = [values[i]!, values[i + step]!];
    low = Math.min(low, a);
    high = Math.max(high, a);
    if ((i % size) + step >= size) continue;
    pairs++;
    if (Math.abs(a - b) > half) signedJumps++;
    if (Math.abs(wrapped(a, half) - wrapped(b, half)) > half) unsignedJumps++;
  }
  return low < -NEAR_THE_END * half && high > NEAR_THE_END * half && signedJumps > MOST_ACCIDENTS * pairs && signedJumps > 2 * unsignedJumps;
}
const wrapped = (value: number, half: number): number => (value < 0 ? value + 2 * half : value);
