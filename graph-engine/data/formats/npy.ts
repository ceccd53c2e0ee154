/**
 * Arrays of NumPy, one in a file (numpy.lib.format, versions 1 to 3): a magic text, the length of a header, the header as a literal of
 * Python, then the numbers, row-major or column-major, in the order of bytes that the header names.
 */
import { baseName } from './base-name';
import { numberTypes, readNumbers, type NumberType } from './byte-order';
import type { ArrayFormat, NamedBytes, NumberArray } from './definition';
import { numberTypeOf } from './npy-type';
import { readPython, type PythonValue } from './python-literal';
import { AGAIN, counted, printShape, refuse } from './refuse';
import { rowMajor } from './row-major';

const MAGIC = [0x93, ...new TextEncoder().encode('NUMPY')];
const LONGEST_HEADER = 1_000_000;
export const MOST_DIMENSIONS = 32;

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
export const isNpy = (start: Uint8Array): boolean => MAGIC.every((byte, i) => start[i] === byte);

function headerOf(bytes: Uint8Array, file: string): { readonly fields: ReadonlyMap<string, PythonValue>; readonly end: number } {
  if (!isNpy(bytes)) refuse(file, 'a NumPy array, which begins with \\x93NUMPY', bytes.length === 0 ? 'an empty file' : 'another beginning', 'Choose a file that np.save has written.');
  const version = bytes[6] ?? 0;
  const before = version === 1 ? 10 : 12;
  if (bytes.length < before) refuse(file, `a beginning of ${before} bytes`, counted(bytes.length), AGAIN);
  if (version < 1 || version > 3) refuse(file, 'version 1, 2 or 3 of the format', `version ${version}`, 'Save it again with np.save.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const end = before + length;
  if (length > LONGEST_HEADER) refuse(file, `a header of at most ${counted(LONGEST_HEADER)}`, `one that claims ${counted(length)}`, AGAIN);
  if (end > bytes.length) refuse(file, `a header of ${counted(length)}`, `${counted(bytes.length - before)} after its length`, AGAIN);
  const text = bytes.subarray(before, end);
  const fields = readPython(version === 3 ? new TextDecoder().decode(text) : latin1(text));
  if (!(fields instanceof Map)) refuse(file, 'a header that is a dictionary of Python', 'something else', AGAIN);
  return { fields: fields as ReadonlyMap<string, PythonValue>, end };
}

export interface NpyHeader {
  readonly type: NumberType;
  readonly littleEndian: boolean;
  readonly columnMajor: boolean;
  readonly shape: readonly number[];
  /** Where the numbers begin. */
  readonly start: number;
}

/** `start` is the beginning of the file, with all of the header, `size` how long the file is. @throws DataError; NoNumbers where the array holds something else */
export function npyHeader(start: Uint8Array, size: number, file: string): NpyHeader {
  const { fields, end } = headerOf(start, file);
  const number = numberTypeOf(fields.get('descr'), file);
  const sides = fields.get('shape');
  const isShape = Array.isArray(sides) && sides.length <= MOST_DIMENSIONS && sides.every((side) => Number.isSafeInteger(side) && (side as number) >= 0);
  if (!isShape) refuse(file, `a shape of at most ${MOST_DIMENSIONS} whole numbers from 0`, JSON.stringify(sides)?.slice(0, 80) ?? 'none', AGAIN);
  const columnMajor = fields.get('fortran_order');
  if (typeof columnMajor !== 'boolean') return refuse(file, 'True or False for fortran_order', JSON.stringify(columnMajor) ?? 'nothing', AGAIN);
  const shape = sides as readonly number[];
  const { bytes, title } = numberTypes[number.type];
  const wanted = shape.reduce((product, side) => product * side, bytes);
  const found = size - end;
  if (wanted !== found) {
    const cure = wanted > found ? AGAIN : 'There is something after the data: save one array in a file.';
    refuse(file, `${counted(wanted)} for ${printShape(shape)} ${title}`, counted(found), cure);
  }
  return { ...number, columnMajor, shape, start: end };
}

/** `file` is for messages, `name` is the array's. @throws DataError; NoNumbers where the array holds something else */
export function parseNpy(bytes: Uint8Array, file: string, name: string): NumberArray {
  const { type, littleEndian, columnMajor, shape, start } = npyHeader(bytes, bytes.length, file);
  const { values, rounded } = readNumbers(bytes.subarray(start), type, littleEndian);
  return { name, shape, values: columnMajor ? rowMajor(values, shape) : values, notes: rounded ? [{ text: `${file}: ${rounded}` }] : [] };
}

export const npy: ArrayFormat = {
  id: 'npy',
  title: 'NumPy array',
  extensions: ['npy'],
  gives: 'arrays',
  recognises: isNpy,
  read: async ({ name, bytes }: NamedBytes) => [parseNpy(bytes, name, baseName(name).replace(/\.npy$/i, ''))],
};
