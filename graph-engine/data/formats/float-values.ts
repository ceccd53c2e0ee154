/** Numbers of an array as a table keeps them: bytes as they are, all others as floats of 32 bits. */
import { DataError } from '../data-error';
import type { DataNote, IntegerType } from '../table';
import { baseName } from './base-name';
import type { Numbers } from './byte-order';
import { Rounding } from './rounding';

const LARGEST = '3.4e38';

export interface TableValues {
  readonly values: Uint8Array | Float32Array;
  readonly notes: readonly DataNote[];
}

/** How whole numbers were written; undefined for floats. */
export function integersOf(values: Numbers): IntegerType | undefined {
  if (values instanceof Float32Array || values instanceof Float64Array) return undefined;
  const signed = values instanceof Int8Array || values instanceof Int16Array || values instanceof Int32Array;
  return { bits: (8 * values.BYTES_PER_ELEMENT) as IntegerType['bits'], signed };
}

/**
 * `items` is how many the numbers are of. Floats of 32 bits are not copied. What is not finite is refused, or told with how many there are and where.
 * @throws DataError: more than 32 bits hold; not finite, where that is refused
 */
export function floatValues(from: Numbers, name: string, items: number, notFinite: 'refused' | 'told'): TableValues {
  if (from instanceof Uint8Array) return { values: from, notes: [] };
  const size = from.length / items;
  const values = from instanceof Float32Array ? from : new Float32Array(from.length);
  const rounding = from.BYTES_PER_ELEMENT < 4 || from instanceof Float32Array ? null : new Rounding();
  let [count, first] = [0, -1];
  for (let i = 0; i < from.length; i++) {
    const value = from[i]!;
    values[i] = value;
    if (Number.isFinite(values[i])) {
      rounding?.add(value, values[i]!);
      continue;
    }
    const item = Math.floor(i / size);
    if (Number.isFinite(value)) throw new DataError(`${name}: expected numbers up to ${LARGEST}, the largest of 32 bits, and found ${value} in item ${item}. Divide all numbers by a constant before they are written.`);
    if (notFinite === 'refused') throw new DataError(`${name}: expected finite numbers, and found ${value} in item ${item}. Remove or replace that item.`);
    if (count++ === 0) first = item;
  }
  const notes: DataNote[] = [...(rounding?.notes(name) ?? [])];
  if (count > 0) notes.push({ text: `${baseName(name)}: ${count === 1 ? 'one number is' : `${count.toLocaleString('en')} numbers are`} not finite (NaN or infinite), the first in item ${first}. Remove or replace such items: nothing can be learnt from them.` });
  return { values, notes };
}
