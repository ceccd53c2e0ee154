/** Files of arrays for tests, as other programs write them: numbers in either order of bytes, and files of NumPy. */
import type { NumberType } from '../byte-order';

const setters: Partial<Record<NumberType, (view: DataView, at: number, value: number, little: boolean) => void>> = {
  b1: (view, at, value) => view.setUint8(at, value),
  u1: (view, at, value) => view.setUint8(at, value),
  i1: (view, at, value) => view.setInt8(at, value),
  u2: (view, at, value, little) => view.setUint16(at, value, little),
  i2: (view, at, value, little) => view.setInt16(at, value, little),
  u4: (view, at, value, little) => view.setUint32(at, value, little),
  i4: (view, at, value, little) => view.setInt32(at, value, little),
  u8: (view, at, value, little) => view.setBigUint64(at, BigInt(value), little),
  i8: (view, at, value, little) => view.setBigInt64(at, BigInt(value), little),
  f2: (view, at, value, little) => view.setUint16(at, halfOf(value), little),
  bf2: (view, at, value, little) => view.setUint16(at, new Uint32Array(Float32Array.of(value).buffer)[0]! >>> 16, little),
  f4: (view, at, value, little) => view.setFloat32(at, value, little),
  f8: (view, at, value, little) => view.setFloat64(at, value, little),
};
const widthOf = (type: NumberType): number => Number(type.at(-1));

/** Of normal numbers that 16 bits hold exactly, and 0. */
function halfOf(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | ((Math.abs(value) / 2 ** exponent - 1) * 1024);
}

export function bytesOfNumbers(values: readonly number[], type: NumberType, little = true): Uint8Array {
  const bytes = new Uint8Array(values.length * widthOf(type));
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => setters[type]!(view, i * widthOf(type), value, little));
  return bytes;
}

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** With any header. */
export function npyOf(header: string, body: Uint8Array, version = 1): Uint8Array {
  const before = version === 1 ? 10 : 12;
  const padded = header + ' '.repeat((64 - ((before + header.length + 1) % 64)) % 64) + '\n';
  const length = bytesOfNumbers([padded.length], version === 1 ? 'u2' : 'u4');
  return joined(Uint8Array.of(0x93), ascii('NUMPY'), Uint8Array.of(version, 0), length, ascii(padded), body);
}

export interface NpyOptions {
  readonly little?: boolean;
  readonly columnMajor?: boolean;
  readonly version?: number;
}
/** `values` in the order in which they are written. */
export function writeNpy(type: NumberType, shape: readonly number[], values: readonly number[], { little = true, columnMajor = false, version = 1 }: NpyOptions = {}): Uint8Array {
  const order = widthOf(type) === 1 ? '|' : little ? '<' : '>';
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  return npyOf(`{'descr': '${order}${type}', 'fortran_order': ${columnMajor ? 'True' : 'False'}, 'shape': (${sides}), }`, bytesOfNumbers(values, type, little), version);
}
