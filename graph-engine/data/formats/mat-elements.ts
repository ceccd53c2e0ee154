/** The parts of a MAT-file of level 5: elements with a type and a length, some of them packed with zlib. */
import { adler32 } from './adler32';
import type { NumberType } from './byte-order';
import { Inflater, refuseBomb } from './inflate';
import { AGAIN, counted, refuse } from './refuse';

/** Types of elements. */
export const MATRIX = 14;
const COMPRESSED = 15;
export const numberTypeOfElement: Readonly<Record<number, NumberType>> = { 1: 'i1', 2: 'u1', 3: 'i2', 4: 'u2', 5: 'i4', 6: 'u4', 7: 'f4', 9: 'f8', 12: 'i8', 13: 'u8' };

const LARGEST = 2 ** 30;
const ZLIB_HEADER = 2;
const PIECE = 16_384;

export interface Element {
  readonly type: number;
  readonly bytes: Uint8Array;
  /** Where the next one begins. */
  readonly next: number;
}

/** The element at `at` of `bytes`; `file` is for messages. Of small ones, length and data lie in the first eight bytes. @throws DataError */
export function elementAt(bytes: Uint8Array, at: number, littleEndian: boolean, file: string): Element {
  const room = bytes.length - at;
  if (room < 8) refuse(file, 'an element of at least 8 bytes', counted(Math.max(0, room)), AGAIN);
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  const word = view.getUint32(0, littleEndian);
  const small = word >>> 16;
  if (small > 0) {
    if (small > 4) refuse(file, 'a small element of at most 4 bytes', `one that claims ${counted(small)}`, AGAIN);
    return { type: word & 0xffff, bytes: bytes.subarray(at + 4, at + 4 + small), next: at + 8 };
  }
  const length = view.getUint32(4, littleEndian);
  if (length > room - 8) refuse(file, `an element of ${counted(length)}, as it says`, counted(room - 8), AGAIN);
  // Elements begin at multiples of eight; those after packed ones at any byte.
  const next = at + 8 + (word === COMPRESSED ? length : Math.ceil(length / 8) * 8);
  return { type: word, bytes: bytes.subarray(at + 8, at + 8 + length), next: Math.min(next, bytes.length) };
}

/** The element that is packed in another; any other is given back. @throws DataError */
export function unpacked(element: Element, littleEndian: boolean, file: string): Element {
  if (element.type !== COMPRESSED) return element;
  const packed = element.bytes;
  const isZlib = packed.length >= ZLIB_HEADER + 4 && (packed[0]! & 15) === 8 && (packed[0]! * 256 + packed[1]!) % 31 === 0 && (packed[1]! & 32) === 0;
  if (!isZlib) refuse(file, 'data packed with zlib', 'others', AGAIN);
  const body = packed.subarray(ZLIB_HEADER, -4);
  const inflater = new Inflater(file, LARGEST);
  let isBounded = false;
  for (let at = 0; at < body.length; at += PIECE) {
    inflater.push(body.subarray(at, at + PIECE), at + PIECE >= body.length);
    if (isBounded || inflater.bytes.length < 8) continue;
    const length = new DataView(inflater.bytes.buffer, 0, 8).getUint32(4, littleEndian);
    if (length > LARGEST) refuse(file, `an array of at most ${counted(LARGEST)}`, `one that claims ${counted(length)}`, 'Save a part of it.');
    refuseBomb(file, packed.length, 8 + length);
    inflater.atMost(8 + length);
    isBounded = true;
  }
  const { bytes } = inflater;
  const sum = new DataView(packed.buffer, packed.byteOffset + packed.length - 4, 4).getUint32(0);
  if (adler32(bytes) !== sum) refuse(file, 'the checksum that packed data end with', 'another', AGAIN);
  const inner = elementAt(bytes, 0, littleEndian, file);
  if (inner.type === COMPRESSED) refuse(file, 'an array in the packed data', 'packed data again', AGAIN);
  return { ...inner, next: element.next };
}
