/** An array of a MAT-file: its class, dimensions, name and numbers, which are column-major and may be stored in a narrower type than their class. */
import { numberTypes, readNumbers, type Numbers, type NumberType } from './byte-order';
import type { NumberArray } from './definition';
import { elementAt, numberTypeOfElement, type Element } from './mat-elements';
import { MOST_DIMENSIONS } from './npy';
import { AGAIN, counted, printShape, refuse } from './refuse';
import { rowMajor } from './row-major';

const classes: Readonly<Record<number, NumberType>> = { 6: 'f8', 7: 'f4', 8: 'i1', 9: 'u1', 10: 'i2', 11: 'u2', 12: 'i4', 13: 'u4', 14: 'i8', 15: 'u8' };
const others: Readonly<Record<number, string>> = { 1: 'a cell array', 2: 'a struct', 3: 'an object', 4: 'a text', 5: 'a sparse matrix', 16: 'a function', 17: 'an object' };
const COMPLEX = 0x800;
const LOGICAL = 0x200;

/** Numbers of the class where their type differs: floats of 32 bits where those hold what was stored, else as the class says. */
function asClass(values: Numbers, stored: NumberType, wanted: NumberType): Numbers {
  if (stored === wanted) return values;
  switch (wanted) {
    case 'f8':
      return numberTypes[stored].bytes <= 2 || stored === 'f4' ? Float32Array.from(values) : Float64Array.from(values);
    case 'f4':
      return Float32Array.from(values);
    case 'i1':
      return Int8Array.from(values);
    case 'u1':
      return Uint8Array.from(values);
    case 'i2':
      return Int16Array.from(values);
    case 'u2':
      return Uint16Array.from(values);
    case 'i4':
      return Int32Array.from(values);
    case 'u4':
      return Uint32Array.from(values);
    default:
      return values;
  }
}

/** The array, or what it is that holds no plain numbers. @throws DataError */
export function matrixOf(matrix: Element, littleEndian: boolean, file: string): NumberArray | { readonly name: string; readonly leftOut: string } {
  const { bytes } = matrix;
  const flags = elementAt(bytes, 0, littleEndian, file);
  if (flags.type !== 6 || flags.bytes.length !== 8) return refuse(file, 'the flags of an array', `an element of type ${flags.type} with ${counted(flags.bytes.length)}`, AGAIN);
  const word = new DataView(flags.bytes.buffer, flags.bytes.byteOffset, 4).getUint32(0, littleEndian);
  const kind = word & 0xff;
  if (kind === 17) return { name: 'a variable', leftOut: others[kind]! };
  const sides = elementAt(bytes, flags.next, littleEndian, file);
  if (sides.type !== 5 || sides.bytes.length % 4 !== 0) refuse(file, 'the dimensions of an array', `an element of type ${sides.type} with ${counted(sides.bytes.length)}`, AGAIN);
  const shape = [...readNumbers(sides.bytes, 'i4', littleEndian).values];
  if (shape.length < 2 || shape.length > MOST_DIMENSIONS || shape.some((side) => side < 0)) refuse(file, `2 to ${MOST_DIMENSIONS} dimensions from 0`, shape.slice(0, 40).join(' × ') || 'none', AGAIN);
  const label = elementAt(bytes, sides.next, littleEndian, file);
  const name = new TextDecoder('latin1').decode(label.bytes.subarray(0, 200));
  const title = `${file}, ${name}`;
  const wanted = classes[kind];
  if (!wanted) {
    if (!others[kind]) refuse(title, 'a class of array from 1 to 17', String(kind), AGAIN);
    return { name, leftOut: others[kind]! };
  }
  if ((word & COMPLEX) !== 0) return { name, leftOut: 'an array of complex numbers' };
  const data = elementAt(bytes, label.next, littleEndian, title);
  const stored = numberTypeOfElement[data.type];
  if (!stored) return refuse(title, 'numbers', `an element of type ${data.type}`, AGAIN);
  const wantedBytes = shape.reduce((product, side) => product * side, numberTypes[stored].bytes);
  if (wantedBytes !== data.bytes.length) refuse(title, `${counted(wantedBytes)} for ${printShape(shape)} ${numberTypes[stored].title}`, counted(data.bytes.length), AGAIN);
  if (data.next < bytes.length) refuse(title, 'the end of the array after its numbers', `${counted(bytes.length - data.next)} more`, AGAIN);
  const { values, rounded } = readNumbers(data.bytes, (word & LOGICAL) !== 0 && stored === 'u1' ? 'b1' : stored, littleEndian);
  return { name, shape, values: rowMajor(asClass(values, stored, wanted), shape), notes: rounded ? [{ text: `${title}: ${rounded}` }] : [] };
}
