/**
 * The IDX format (LeCun, Cortes & Burges, "The MNIST database"): two zero bytes, a type code, the number of dimensions,
 * then the sizes as big-endian 32-bit integers, then the values, big-endian, row-major.
 */
import { DataError } from '../data-error';
import type { DataNote, IntegerType } from '../table';
import type { NamedBytes } from './definition';
import { gunzip, isGzip } from './gunzip';
import { BEGINNING, checkLength, readHeader, type IdxHeader } from './idx-header';
import { Rounding } from './rounding';

export interface IdxArray {
  /** As the user knows it, for messages; it may be a path. */
  readonly name: string;
  readonly type: string;
  /** The first one counts the items. */
  readonly sizes: readonly number[];
  readonly values: Uint8Array | Float32Array;
  readonly integers?: IntegerType;
  /** What reading has changed. */
  readonly notes?: readonly DataNote[];
}
const LARGEST = '3.4e38';

/** Unpacks and parses one file. Of a packed one no more is unpacked than its header declares. Throws DataError. */
export function openIdx({ name, bytes }: NamedBytes): IdxArray {
  return isGzip(bytes) ? unpackIdx(bytes, name) : parseIdx(bytes, name);
}

/** Reads uncompressed IDX bytes; unsigned bytes stay a view on `bytes`. Throws DataError with the file's name. */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const header = readHeader(bytes.subarray(0, BEGINNING), name);
  checkLength(header, bytes.length, name, false);
  return valuesOf(header, bytes, name);
}

function unpackIdx(packed: Uint8Array, name: string): IdxArray {
  // It grows with what comes: a header may declare more than there is.
  let whole = new Uint8Array(BEGINNING);
  let filled = 0;
  let header: IdxHeader | null = null;
  for (const piece of gunzip(packed, name)) {
    const wanted = filled + piece.length;
    if (header && wanted > header.total) checkLength(header, header.total, name, true);
    if (wanted > whole.length) {
      const grown = new Uint8Array(Math.max(wanted, Math.min(2 * whole.length, header?.total ?? Infinity)));
      grown.set(whole.subarray(0, filled));
      whole = grown;
    }
    whole.set(piece, filled);
    filled = wanted;
    if (!header && filled >= BEGINNING) {
      header = readHeader(whole.subarray(0, BEGINNING), name);
      if (filled > header.total) checkLength(header, header.total, name, true);
    }
  }
  return parseIdx(whole.subarray(0, filled), name);
}

function valuesOf({ type, sizes, bytes: start, length }: IdxHeader, bytes: Uint8Array, name: string): IdxArray {
  const integers = type.signed === undefined ? {} : { integers: { bits: (8 * type.bytes) as IntegerType['bits'], signed: type.signed } };
  if (type.signed === false && type.bytes === 1) return { name, type: type.name, sizes, values: bytes.subarray(start), ...integers };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(length);
  const rounding = type.bytes < 4 || type.name === '32-bit floats' ? null : new Rounding();
  for (let i = 0; i < length; i++) {
    const value = type.read(view, start + i * type.bytes);
    values[i] = value;
    if (!Number.isFinite(values[i])) {
      const item = Math.floor(i / (length / sizes[0]!));
      if (!Number.isFinite(value)) throw new DataError(`${name}: expected finite numbers, and found ${value} in item ${item}. Remove or replace that item.`);
      throw new DataError(`${name}: expected numbers up to ${LARGEST}, the largest of 32 bits, and found ${value} in item ${item}. Divide all numbers by a constant before they are written.`);
    }
    rounding?.add(value, values[i]!);
  }
  return { name, type: type.name, sizes, values, ...integers, notes: rounding?.notes(name) ?? [] };
}
