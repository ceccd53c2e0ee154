/** The directory at the end of a zip archive (PKWARE's APPNOTE, sections 4.3.12 to 4.3.16), of 32 bits or of 64. */
import type { ByteSource } from './definition';
import { AGAIN, counted, refuse } from './refuse';
import { decodeName } from './zip-names';

export const zipLimits = {
  entries: 1_000_000,
  /** Unpacked bytes of one entry, and of all of them. */
  entry: 2 ** 30,
  all: 2 ** 34,
  /** Bytes of the directory. */
  directory: 2 ** 28,
} as const;

export interface DirectoryEntry {
  /** As it is written, decoded. */
  readonly name: string;
  readonly nameBytes: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  /** Of the header before its data. */
  readonly offset: number;
  readonly isLink: boolean;
}
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LONGEST_COMMENT = 65_535;
const WORD = 0xffff_ffff;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
/** Numbers beyond what can be exact lie beyond every file too. */
const long = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

interface Place {
  readonly count: number;
  readonly size: number;
  /** Where the directory lies in the file; `shift` bytes stand before the archive. */
  readonly start: number;
  readonly shift: number;
}

async function placeOf(source: ByteSource): Promise<Place> {
  const { name, size } = source;
  const from = Math.max(0, size - LONGEST_COMMENT - 22);
  const tail = await source.slice(from, size);
  const view = viewOf(tail);
  let at = tail.length - 22;
  while (at >= 0 && !(view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) <= tail.length)) at--;
  if (at < 0) return refuse(name, 'a zip archive with its directory at the end', size === 0 ? 'an empty file' : 'none', AGAIN);
  if (view.getUint16(at + 4, true) !== view.getUint16(at + 6, true)) refuse(name, 'an archive in one file', 'a part of one that was split', 'Join the parts with the program that split them.');
  let [count, bytes, offset, end] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true), from + at];
  if (end >= 20 && (count === 0xffff || bytes === WORD || offset === WORD)) {
    const locator = viewOf(await source.slice(end - 20, end));
    if (locator.byteLength === 20 && locator.getUint32(0, true) === LOCATOR_64) {
      const place = long(locator, 8);
      const whole = place + 56 <= size ? viewOf(await source.slice(place, place + 56)) : null;
      if (whole?.byteLength !== 56 || whole.getUint32(0, true) !== END_64) return refuse(name, 'the directory of a large archive', 'none where it should be', AGAIN);
      [count, bytes, offset, end] = [long(whole, 32), long(whole, 40), long(whole, 48), place];
    }
  }
  if (count > zipLimits.entries) refuse(name, `at most ${zipLimits.entries.toLocaleString('en')} files`, count.toLocaleString('en'), 'Pack fewer files into one archive.');
  if (bytes > zipLimits.directory || count * 46 > bytes) refuse(name, `a directory of ${count.toLocaleString('en')} files`, `one that claims ${counted(bytes)}`, AGAIN);
  const start = end - bytes;
  const shift = start - offset;
  if (start < 0 || shift < 0) refuse(name, `a directory of ${counted(bytes)} at byte ${offset}`, `its end at byte ${end}`, AGAIN);
  return { count, size: bytes, start, shift };
}

/** Sizes and place of 64 bits, which stand in the extra field where those of 32 bits are full, in this order. */
function sizesOf(view: DataView, at: number, extra: number, length: number): { readonly unpacked: number; readonly packed: number; readonly offset: number } {
  const sizes = { unpacked: view.getUint32(at + 24, true), packed: view.getUint32(at + 20, true), offset: view.getUint32(at + 42, true) };
  for (let field = extra; field + 4 <= extra + length; ) {
    const end = field + 4 + view.getUint16(field + 2, true);
    if (view.getUint16(field, true) === 1) {
      let next = field + 4;
      for (const key of ['unpacked', 'packed', 'offset'] as const) {
        if (sizes[key] !== WORD || next + 8 > Math.min(end, extra + length)) continue;
        sizes[key] = long(view, next);
        next += 8;
      }
    }
    field = end;
  }
  return sizes;
}

/** Entries in the order of the directory, and where that begins. @throws DataError */
export async function readDirectory(source: ByteSource): Promise<{ readonly entries: readonly DirectoryEntry[]; readonly start: number }> {
  const { count, size, start, shift } = await placeOf(source);
  const bytes = await source.slice(start, start + size);
  const view = viewOf(bytes);
  const entries: DirectoryEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) refuse(source.name, `${count.toLocaleString('en')} files in the directory`, `${i.toLocaleString('en')} that can be read`, AGAIN);
    const [nameBytes, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const next = at + 46 + nameBytes + extra + comment;
    if (next > bytes.length) refuse(source.name, `${count.toLocaleString('en')} files in the directory`, `a name or a comment that is cut off after ${i.toLocaleString('en')}`, AGAIN);
    const { unpacked, packed, offset } = sizesOf(view, at, at + 46 + nameBytes, extra);
    entries.push({
      name: decodeName(bytes.subarray(at + 46, at + 46 + nameBytes)),
      nameBytes,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed,
      unpacked,
      offset: offset + shift,
      isLink: view.getUint8(at + 5) === 3 && (view.getUint16(at + 40, true) & 0xf000) === 0xa000,
    });
    at = next;
  }
  return { entries, start };
}
