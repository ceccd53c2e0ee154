/**
 * The IDX format (LeCun, Cortes & Burges, "The MNIST database"): two zero bytes, a type code, the number of dimensions,
 * then the sizes as big-endian 32-bit integers, then the values, big-endian, row-major.
 */
import { DataError, type IntegerType } from './definition';
import { isGzip, MAX_BYTES } from './gunzip';

export interface IdxArray {
  readonly name: string;
  readonly type: string;
  /** The first one counts the items. */
  readonly sizes: readonly number[];
  readonly values: Uint8Array | Float32Array;
  readonly integers?: IntegerType;
}

interface ValueType {
  readonly name: string;
  readonly bytes: number;
  readonly signed?: boolean;
  read(view: DataView, at: number): number;
}
const valueTypes = new Map<number, ValueType>([
  [0x08, { name: 'unsigned bytes', bytes: 1, signed: false, read: (view, at) => view.getUint8(at) }],
  [0x09, { name: 'signed bytes', bytes: 1, signed: true, read: (view, at) => view.getInt8(at) }],
  [0x0b, { name: '16-bit integers', bytes: 2, signed: true, read: (view, at) => view.getInt16(at) }],
  [0x0c, { name: '32-bit integers', bytes: 4, signed: true, read: (view, at) => view.getInt32(at) }],
  [0x0d, { name: '32-bit floats', bytes: 4, read: (view, at) => view.getFloat32(at) }],
  [0x0e, { name: '64-bit floats', bytes: 8, read: (view, at) => view.getFloat64(at) }],
]);
const UNSIGNED_BYTE = 0x08;

/** Reads uncompressed IDX bytes; unsigned bytes stay a view on `bytes`. Throws DataError with the file's name. */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const fail = (expected: string, found: string, cure: string): never => {
    throw new DataError(`${name}: expected ${expected}, and found ${found}. ${cure}`);
  };
  if (bytes.length === 0) fail('an IDX file', 'an empty one', 'Download or copy it again.');
  if (bytes.length < 4) fail('an IDX header of at least 8 bytes', `a file of ${bytes.length} bytes`, 'Download or copy it again.');
  const type = valueTypes.get(bytes[2]!);
  const rank = bytes[3]!;
  if (bytes[0] !== 0 || bytes[1] !== 0 || !type || rank === 0 || rank > 8) {
    const known = knownFormat(bytes);
    const start = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return fail('the magic number of an IDX file (00 00, a value type 08 to 0e, the number of dimensions)', `${start}${known}`, 'Choose an IDX file, plain or .gz, such as train-images-idx3-ubyte.gz.');
  }
  const header = 4 + 4 * rank;
  if (bytes.length < header) fail(`a header of ${header} bytes for ${rank} dimensions`, `a file of ${bytes.length} bytes`, 'It is cut off: download or copy it again.');

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const printed = sizes.join(' × ');
  if (sizes.includes(0)) fail('at least one item and no empty dimension', printed, 'Choose a file with data in it.');
  const length = sizes.reduce((product, size) => Math.min(product * size, Number.MAX_SAFE_INTEGER), 1);
  if (length * type.bytes > MAX_BYTES) {
    fail(`at most ${MAX_BYTES.toLocaleString('en')} bytes of values`, `sizes of ${printed}`, 'The header is damaged, or the file is too large: use a smaller one.');
  }
  const expected = header + length * type.bytes;
  const lengths = [`${expected.toLocaleString('en')} bytes for ${printed} ${type.name}`, `${bytes.length.toLocaleString('en')} bytes`] as const;
  if (bytes.length < expected) fail(...lengths, 'It is cut off: download or copy it again.');
  if (bytes.length > expected) fail(...lengths, 'There is something after the data: download or copy it again.');

  const integers = type.signed === undefined ? {} : { integers: { bits: (8 * type.bytes) as IntegerType['bits'], signed: type.signed } };
  if (bytes[2] === UNSIGNED_BYTE) return { name, type: type.name, sizes, values: bytes.subarray(header), ...integers };
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    values[i] = type.read(view, header + i * type.bytes);
    if (!Number.isFinite(values[i])) fail('finite numbers', `${values[i]} in item ${Math.floor(i / (length / sizes[0]!))}`, 'Remove or replace that item.');
  }
  return { name, type: type.name, sizes, values, ...integers };
}

/** What else the file seems to be, for the message. */
function knownFormat(bytes: Uint8Array): string {
  if (isGzip(bytes)) return ' (gzip inside gzip)';
  const text = String.fromCharCode(...bytes.subarray(0, 16));
  const formats: readonly (readonly [RegExp, string])[] = [
    [/^\x89PNG/, 'a PNG picture'],
    [/^\xff\xd8\xff/, 'a JPEG picture'],
    [/^GIF8/, 'a GIF picture'],
    [/^PK/, 'a zip archive, perhaps .npz'],
    [/^\x93NUMPY/, 'a NumPy array'],
    [/^\x89HDF/, 'an HDF5 file'],
    [/^\s*</, 'a web page or XML: the download may have failed'],
    [/^\s*[[{]/, 'JSON'],
  ];
  const found = formats.find(([pattern]) => pattern.test(text));
  return found ? ` (${found[1]})` : '';
}
