/** `idx.ts`: the IDX format, for data and labels. */
import { Source } from '../../program/source';

export const idxFile = (): Source =>
  new Source('src/idx.ts').add(`/**
 * Reads IDX files, the format of MNIST: two zero bytes, a type code, the number of dimensions, the
 * sizes as big-endian 32-bit integers, then the values, big-endian. A file may be packed with gzip.
 */
import { constants, gunzipSync } from 'node:zlib';
import { readBytes } from './command.ts';

interface NumberType {
  bytes: number;
  /** The least and the greatest of whole numbers. */
  limits: [number, number] | null;
  read(file: Buffer, at: number): number;
}
const numberTypes: Partial<Record<number, NumberType>> = {
  0x08: { bytes: 1, limits: [0, 255], read: (file, at) => file.readUInt8(at) },
  0x09: { bytes: 1, limits: [-128, 127], read: (file, at) => file.readInt8(at) },
  0x0b: { bytes: 2, limits: [-32768, 32767], read: (file, at) => file.readInt16BE(at) },
  0x0c: { bytes: 4, limits: [-2147483648, 2147483647], read: (file, at) => file.readInt32BE(at) },
  0x0d: { bytes: 4, limits: null, read: (file, at) => file.readFloatBE(at) },
  0x0e: { bytes: 8, limits: null, read: (file, at) => file.readDoubleBE(at) },
};
const mostDimensions = 8;
/** Bytes of values. */
const mostBytes = 2 ** 31;
/** Of a packed file, which hold any header. */
const beginning = 80_000;

/** The numbers of a file, of which the first size counts the items. */
export interface Idx {
  sizes: number[];
  values: Float32Array;
  /** Unsigned bytes. */
  isBytes: boolean;
  limits: [number, number] | null;
}

function readHeader(path: string, file: Buffer) {
  const isIdx = file.length > 3 && file.readUInt16BE(0) === 0;
  const type = isIdx ? numberTypes[file[2]!] : undefined;
  const dimensions = file[3] ?? 0;
  if (!type || dimensions === 0 || dimensions > mostDimensions) {
    throw new Error(\`\${path} is no IDX file; README.md says what one is\`);
  }
  const start = 4 + 4 * dimensions;
  if (file.length < start) throw new Error(\`\${path} is cut off in its header\`);
  const sizes = Array.from({ length: dimensions }, (_, i) => file.readUInt32BE(4 + 4 * i));
  if (sizes.includes(0)) throw new Error(\`\${path} holds nothing: its sizes are \${sizes.join(' × ')}\`);
  const length = sizes.reduce((product, size) => product * size, 1);
  if (length * type.bytes > mostBytes) {
    throw new Error(\`\${path} declares more than 2 GiB of values: \${sizes.join(' × ')}\`);
  }
  return { type, sizes, start, length, end: start + length * type.bytes };
}

/** What a packed file holds, of which no more is unpacked than its header declares. */
function unpack(path: string, packed: Buffer): Buffer {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH };
    const { end } = readHeader(path, gunzipSync(packed.subarray(0, beginning), options));
    return gunzipSync(packed, { maxOutputLength: end });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new Error(\`\${path} holds more than its header declares\`);
    if (code?.startsWith('Z_')) throw new Error(\`\${path} is a gzip file that is cut off or damaged (\${message})\`);
    throw error;
  }
}

export function readIdx(path: string): Idx {
  const read = readBytes(path);
  const file = read[0] === 0x1f && read[1] === 0x8b ? unpack(path, read) : read;
  const { type, sizes, start, length, end } = readHeader(path, file);
  if (file.length !== end) {
    throw new Error(\`\${path} is cut off or damaged: \${end} bytes are declared, and \${file.length} there\`);
  }
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = type.read(file, start + i * type.bytes);
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const item = Math.floor((wrong * sizes[0]!) / length);
    throw new Error(\`\${path}: item \${item} holds a number that is not finite\`);
  }
  return { sizes, values, isBytes: file[2] === 0x08, limits: type.limits };
}`);
