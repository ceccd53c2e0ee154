/** Zip archives for tests, right ones and such as nobody should write. */
import { deflateSync } from 'fflate';
import { crc32 } from '../crc32';
import { joined } from './write-numbers';

export interface ZipFile {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array;
  /** `data` as it lies in the archive, where it was packed before. */
  readonly body?: Uint8Array;
  /** 8 is Deflate, 0 is stored. */
  readonly method?: number;
  readonly flags?: number;
  /** What is claimed, where that differs. */
  readonly crc?: number;
  readonly unpacked?: number;
  readonly packed?: number;
  /** Of another file's header. */
  readonly offset?: number;
  readonly attributes?: number;
}
interface ZipOptions {
  readonly large?: boolean;
  readonly before?: Uint8Array;
  readonly comment?: Uint8Array;
  /** What the directory claims to hold. */
  readonly count?: number;
}

const le = (...fields: readonly (readonly [value: number, bytes: 2 | 4 | 8])[]): Uint8Array => {
  const out = new Uint8Array(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  return out;
};

export function writeZip(files: readonly ZipFile[], { large = false, before = new Uint8Array(0), comment = new Uint8Array(0), count }: ZipOptions = {}): Uint8Array {
  const locals: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let at = 0;
  for (const file of files) {
    const { data = new Uint8Array(0), method = 8, flags = 0x800, attributes = 0 } = file;
    const name = typeof file.name === 'string' ? new TextEncoder().encode(file.name) : file.name;
    const body = file.body ?? (method === 8 ? deflateSync(data) : data);
    const [crc, packed, unpacked, offset] = [file.crc ?? crc32(data), file.packed ?? body.length, file.unpacked ?? data.length, file.offset ?? at];
    const local = joined(le([0x04034b50, 4], [20, 2], [flags, 2], [method, 2], [0, 4], [crc, 4], [Math.min(packed, 0xffffffff), 4], [Math.min(unpacked, 0xffffffff), 4], [name.length, 2], [0, 2]), name, body);
    if (file.offset === undefined) {
      locals.push(local);
      at += local.length;
    }
    const extra = large ? le([1, 2], [24, 2], [unpacked, 8], [packed, 8], [offset, 8]) : new Uint8Array(0);
    const sizes = large ? le([0xffffffff, 4], [0xffffffff, 4]) : le([packed, 4], [unpacked, 4]);
    entries.push(
      joined(le([0x02014b50, 4], [0x0314, 2], [20, 2], [flags, 2], [method, 2], [0, 4], [crc, 4]), sizes, le([name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [attributes, 4], [large ? 0xffffffff : offset, 4]), name, extra),
    );
  }
  const directory = joined(...entries);
  const number = count ?? files.length;
  const end64 = large ? joined(le([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4], [number, 8], [number, 8], [directory.length, 8], [at, 8]), le([0x07064b50, 4], [0, 4], [before.length + at + directory.length, 8], [1, 4])) : new Uint8Array(0);
  const end = le([0x06054b50, 4], [0, 2], [0, 2], [large ? 0xffff : number, 2], [large ? 0xffff : number, 2], [large ? 0xffffffff : directory.length, 4], [large ? 0xffffffff : at, 4], [comment.length, 2]);
  return joined(before, ...locals, directory, end64, end, comment);
}
