/** IDX files as arrays, plain or packed with gzip. */
import { DataError } from '../data-error';
import { baseName } from './base-name';
import type { ArrayFormat, NamedBytes } from './definition';
import { gunzip, isGzip } from './gunzip';
import { openIdxNumbers } from './idx-array';
import { valueTypes } from './idx-header';

/** The first four bytes: two zeros, a type of value, the number of dimensions. */
function hasMagic(start: Uint8Array): boolean {
  return start.length >= 4 && start[0] === 0 && start[1] === 0 && valueTypes.has(start[2]!) && start[3]! > 0 && start[3]! <= 8;
}

function recognises(start: Uint8Array, name: string): boolean {
  if (!isGzip(start)) return hasMagic(start);
  try {
    // What the beginning unpacks to; its end is missing as a rule.
    return hasMagic(gunzip(start, name).next().value ?? start);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    // Nothing came out of so few bytes, as of numbers that could not be made smaller.
    return /idx|ubyte/i.test(baseName(name));
  }
}

export const idxArrays: ArrayFormat = {
  id: 'idx',
  title: 'IDX file',
  extensions: ['idx', 'gz'],
  gives: 'arrays',
  recognises,
  read: async (file: NamedBytes) => {
    const { sizes, values } = openIdxNumbers(file);
    return [{ name: baseName(file.name), shape: sizes, values, notes: [] }];
  },
};
