/** The header of an IDX file: what it declares, checked before anything is read on. */
import type { NumberType } from './byte-order';
import { fileKind } from './file-kind';
import { counted, refuse } from './refuse';

export interface ValueType {
  readonly name: string;
  readonly bytes: number;
  readonly number: NumberType;
}
export const valueTypes: ReadonlyMap<number, ValueType> = new Map<number, ValueType>([
  [0x08, { name: 'unsigned bytes', bytes: 1, number: 'u1' }],
  [0x09, { name: 'signed bytes', bytes: 1, number: 'i1' }],
  [0x0b, { name: '16-bit integers', bytes: 2, number: 'i2' }],
  [0x0c, { name: '32-bit integers', bytes: 4, number: 'i4' }],
  [0x0d, { name: '32-bit floats', bytes: 4, number: 'f4' }],
  [0x0e, { name: '64-bit floats', bytes: 8, number: 'f8' }],
]);

/** What a header may declare. Larger data would not fit a page. */
export const idxLimits = {
  /** Bytes of values. */
  bytes: 2 ** 31,
  /** Each dimension of an item: what a Dataset's shape can hold. */
  side: 65_536,
  dimensions: 8,
} as const;
/** Enough of a file for any header, and to see what else it may be. */
export const BEGINNING = 65_536;

export interface IdxHeader {
  readonly type: ValueType;
  /** The first one counts the items. */
  readonly sizes: readonly number[];
  /** Bytes before the values. */
  readonly bytes: number;
  /** Values. */
  readonly length: number;
  /** Bytes of the whole file. */
  readonly total: number;
}

/** `start` is the whole file, or its first `BEGINNING` bytes. Throws DataError with the file's name. */
export function readHeader(start: Uint8Array, name: string): IdxHeader {
  const fail = (expected: string, found: string, cure: string): never => refuse(name, expected, found, cure);
  if (start.length === 0) fail('an IDX file', 'an empty one', 'Download or copy it again.');
  const magic = start[0] === 0 && start[1] === 0;
  const other = magic ? null : fileKind(start, name);
  if (other) fail('an IDX file', other.found, other.cure);
  if (start.length < 4) fail('an IDX header of at least 8 bytes', `a file of ${start.length} bytes`, 'Download or copy it again.');
  const type = valueTypes.get(start[2]!);
  const rank = start[3]!;
  if (!magic || !type || rank === 0 || rank > idxLimits.dimensions) {
    const found = [...start.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return fail('the magic number of an IDX file (00 00, a value type 08 to 0e, the number of dimensions)', found, 'Choose an IDX file, plain or .gz, such as train-images-idx3-ubyte.gz.');
  }
  const bytes = 4 + 4 * rank;
  if (start.length < bytes) fail(`a header of ${bytes} bytes for ${rank} dimensions`, `a file of ${start.length} bytes`, 'It is cut off: download or copy it again.');
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const sizes = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const printed = sizes.join(' × ');
  if (sizes.includes(0)) fail('at least one item and no empty dimension', printed, 'Choose a file with data in it.');
  const length = sizes.reduce((product, size) => product * size, 1);
  const damaged = 'The header is damaged, or the file is too large: use a smaller one.';
  if (length * type.bytes > idxLimits.bytes) {
    const size = length * type.bytes > Number.MAX_SAFE_INTEGER ? '' : `, which are ${counted(length * type.bytes)}`;
    fail(`at most ${counted(idxLimits.bytes)} of values`, `sizes of ${printed} ${type.name}${size}`, damaged);
  }
  if (sizes.slice(1).some((size) => size > idxLimits.side)) fail(`at most ${idxLimits.side.toLocaleString('en')} values along each side of an item`, `sizes of ${printed}`, damaged);
  return { type, sizes, bytes, length, total: bytes + length * type.bytes };
}

/** Throws DataError when the file is not as long as its header says. `more` is set where reading stopped before the end. */
export function checkLength({ sizes, type, total }: IdxHeader, found: number, name: string, more: boolean): void {
  if (found === total && !more) return;
  const is = more ? `more than ${counted(found)}` : counted(found);
  const cure = found < total ? 'It is cut off: download or copy it again.' : 'There is something after the data: download or copy it again.';
  refuse(name, `${counted(total)} for ${sizes.join(' × ')} ${type.name}`, is, cure);
}
