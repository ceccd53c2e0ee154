/**
 * The IDX format (LeCun, Cortes & Burges, "The MNIST database"): two zero bytes, a type code, the number of dimensions,
 * then the sizes as big-endian 32-bit integers, then the values, big-endian, row-major.
 */
import { readNumbers, type Numbers } from './byte-order';
import type { NamedBytes } from './definition';
import { floatValues, integersOf } from './float-values';
import { gunzip, isGzip } from './gunzip';
import { BEGINNING, checkLength, readHeader, type IdxHeader } from './idx-header';
import type { ItemArray } from './item-array';

export interface IdxArray extends ItemArray {
  readonly type: string;
}
/** An array with its numbers as they were written. */
interface IdxNumbers {
  readonly name: string;
  readonly type: string;
  readonly sizes: readonly number[];
  readonly values: Numbers;
}

/** Unpacks and parses one file. Of a packed one no more is unpacked than its header declares. Throws DataError. */
export const openIdx = (file: NamedBytes): IdxArray => forTable(openIdxNumbers(file));
/** The same, with numbers of the type that the file has. */
export function openIdxNumbers({ name, bytes }: NamedBytes): IdxNumbers {
  return isGzip(bytes) ? unpackIdx(bytes, name) : parseNumbers(bytes, name);
}

/** Reads uncompressed IDX bytes; unsigned bytes stay a view on `bytes`. Throws DataError with the file's name. */
export const parseIdx = (bytes: Uint8Array, name: string): IdxArray => forTable(parseNumbers(bytes, name));

function parseNumbers(bytes: Uint8Array, name: string): IdxNumbers {
  const header = readHeader(bytes.subarray(0, BEGINNING), name);
  checkLength(header, bytes.length, name, false);
  const { values } = readNumbers(bytes.subarray(header.bytes), header.type.number, false);
  return { name, type: header.type.name, sizes: header.sizes, values };
}

function forTable({ name, type, sizes, values: written }: IdxNumbers): IdxArray {
  const integers = integersOf(written);
  const { values, notes } = floatValues(written, name, sizes[0]!, 'refused');
  return { name, type, sizes, values, ...(integers ? { integers } : {}), notes };
}

function unpackIdx(packed: Uint8Array, name: string): IdxNumbers {
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
  return parseNumbers(whole.subarray(0, filled), name);
}
