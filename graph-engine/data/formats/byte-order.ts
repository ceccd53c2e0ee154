/** Numbers of any width as they lie in a file, in either order of bytes. What lies as this machine has it is not copied. */
import type { NumberArray } from './definition';
import { floatsOfBfloats, floatsOfHalves } from './half-floats';
import { wholeNumbers } from './whole-numbers';

export type Numbers = NumberArray['values'];

export const numberTypes = {
  b1: { bytes: 1, title: 'booleans' },
  u1: { bytes: 1, title: 'unsigned bytes' },
  i1: { bytes: 1, title: 'signed bytes' },
  u2: { bytes: 2, title: 'unsigned 16-bit integers' },
  i2: { bytes: 2, title: '16-bit integers' },
  u4: { bytes: 4, title: 'unsigned 32-bit integers' },
  i4: { bytes: 4, title: '32-bit integers' },
  u8: { bytes: 8, title: 'unsigned 64-bit integers' },
  i8: { bytes: 8, title: '64-bit integers' },
  f2: { bytes: 2, title: '16-bit floats' },
  bf2: { bytes: 2, title: 'bfloat16 floats' },
  f4: { bytes: 4, title: '32-bit floats' },
  f8: { bytes: 8, title: '64-bit floats' },
} as const satisfies Record<string, { readonly bytes: 1 | 2 | 4 | 8; readonly title: string }>;
export type NumberType = keyof typeof numberTypes;

export const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The bytes themselves where a typed array can lie on them, else a copy. */
function inNativeOrder(bytes: Uint8Array, size: number, littleEndian: boolean): Uint8Array {
  if (size === 1) return bytes;
  // Not slice, which gives a view where the bytes are a Buffer of Node.
  if (littleEndian === LITTLE_ENDIAN) return bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  const turned = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += size) {
    for (let i = 0; i < size; i++) turned[at + i] = bytes[at + size - 1 - i]!;
  }
  return turned;
}

export interface ReadNumbers {
  readonly values: Numbers;
  /** What a note says of them where 64-bit integers are not kept exactly; else null. */
  readonly rounded: string | null;
}

/** `bytes` are as long as the numbers are, which the caller has checked. 16-bit floats become floats of 32 bits, integers of 64 bits the narrowest that holds them exactly. */
export function readNumbers(bytes: Uint8Array, type: NumberType, littleEndian: boolean): ReadNumbers {
  const size = numberTypes[type].bytes;
  const native = inNativeOrder(bytes, size, littleEndian);
  const place = [native.buffer, native.byteOffset, native.byteLength / size] as const;
  const exactly = (values: Numbers): ReadNumbers => ({ values, rounded: null });
  switch (type) {
    case 'b1':
      return exactly(bytes.some((byte) => byte > 1) ? bytes.map((byte) => (byte === 0 ? 0 : 1)) : bytes);
    case 'u1':
      return exactly(bytes);
    case 'i1':
      return exactly(new Int8Array(...place));
    case 'u2':
      return exactly(new Uint16Array(...place));
    case 'i2':
      return exactly(new Int16Array(...place));
    case 'u4':
      return exactly(new Uint32Array(...place));
    case 'i4':
      return exactly(new Int32Array(...place));
    case 'f4':
      return exactly(new Float32Array(...place));
    case 'f8':
      return exactly(new Float64Array(...place));
    case 'f2':
      return exactly(floatsOfHalves(new Uint16Array(...place)));
    case 'bf2':
      return exactly(floatsOfBfloats(new Uint16Array(...place)));
    case 'u8':
    case 'i8':
      return wholeNumbers(new Uint32Array(native.buffer, native.byteOffset, native.byteLength / 4), type === 'i8', LITTLE_ENDIAN);
  }
}
