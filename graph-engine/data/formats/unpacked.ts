/** A file from its first byte to its last, unpacked where it is gzip, in pieces that are never held together: for files larger than memory. */
import { DataError } from '../data-error';
import type { ByteSource } from './definition';
import { GzipMembers, NO_END, OTHER_PART, STEP, TRAILER, afterGzip, brokenGzip, isGzip, isTrailerOf, type Member } from './gzip-members';

export interface Piece {
  readonly bytes: Uint8Array;
  /** Bytes of the file, packed as it is, that were read up to here. */
  readonly read: number;
}
const READ = 1 << 20;
/** More than any table that fits a disk of today's users; a bomb does not go on beyond it. */
const MOST_UNPACKED = 64 * 2 ** 30;

/** @throws DataError for gzip that is broken, cut off or larger than `most` bytes; with the reason of `signal` when it is aborted */
export async function* unpackedPieces(source: ByteSource, signal?: AbortSignal, most = MOST_UNPACKED): AsyncGenerator<Piece, void> {
  const packed = isGzip(await source.slice(0, Math.min(2, source.size)));
  if (packed) return yield* unpack(source, signal, most);
  for (let at = 0; at < source.size; at += READ) {
    signal?.throwIfAborted();
    yield { bytes: await read(source, at, Math.min(at + READ, source.size)), read: Math.min(at + READ, source.size) };
  }
}

/** The first `count` bytes after unpacking, or all there are. @throws DataError */
export async function beginning(source: ByteSource, count: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const { bytes } of unpackedPieces(source)) {
    const part = bytes.subarray(0, count - size);
    parts.push(part);
    size += part.length;
    if (size >= count) break;
  }
  return joined(parts, size);
}

/** The unpacked beginning of what is perhaps gzip, as far as these bytes show it. */
export function unpackedStart(start: Uint8Array): Uint8Array {
  if (!isGzip(start)) return start;
  const { pieces } = new GzipMembers().push(start.subarray(0, STEP));
  return joined(pieces, pieces.reduce((sum, piece) => sum + piece.length, 0));
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function read(source: ByteSource, from: number, to: number): Promise<Uint8Array> {
  const bytes = await source.slice(from, to);
  if (bytes.length === to - from) return bytes;
  throw new DataError(`${source.name}: expected ${source.size.toLocaleString('en')} bytes, and found ${(from + bytes.length).toLocaleString('en')} while it was read. Something has shortened the file: choose it again.`);
}

async function* unpack(source: ByteSource, signal: AbortSignal | undefined, most: number): AsyncGenerator<Piece, void> {
  const members = new GzipMembers();
  const fail = (reason: string): never => {
    throw new DataError(brokenGzip(source.name, members.total, reason));
  };
  for (let from = 0; from < source.size; from += READ) {
    const bytes = await read(source, from, Math.min(from + READ, source.size));
    for (let at = 0; at < bytes.length; at += STEP) {
      signal?.throwIfAborted();
      const to = Math.min(from + at + STEP, source.size);
      const { pieces, ended, refused } = members.push(bytes.subarray(at, at + STEP));
      for (const { member, end } of ended) {
        const view = viewOf(await read(source, Math.max(member.start, end - TRAILER), end));
        if (view.byteLength < TRAILER || !isTrailerOf(member, view, 0)) fail(OTHER_PART);
      }
      if (members.total > most) {
        throw new DataError(`${source.name}: expected at most ${most.toLocaleString('en')} bytes after unpacking, and found more. If it is meant to be that large, unpack it and choose a part of it.`);
      }
      for (const piece of pieces) yield { bytes: piece, read: to };
      if (refused === null) continue;
      // The stream was refused at once when bytes came that are no member: the end is near them.
      const end = refused.whole ? await endOfMember(source, members.member, from + at, to) : 0;
      return end === 0 ? fail(refused.reason) : await expectZeros(source, end);
    }
  }
  const end = members.lastIsWhole() ? await endOfMember(source, members.member, source.size, source.size) : 0;
  if (end === 0) fail(NO_END);
  await expectZeros(source, end);
}

/** A header of the next member that is cut off may stand behind the end, and a name in it is of any length. */
const BEFORE = 1 << 17;
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Where the member ends, looked for between `BEFORE` bytes before `from`, and `to`; 0 where it does not. */
async function endOfMember(source: ByteSource, member: Member, from: number, to: number): Promise<number> {
  const start = Math.max(member.start, from - BEFORE);
  const view = viewOf(await read(source, start, to));
  for (let at = 0; at + TRAILER <= view.byteLength; at++) if (isTrailerOf(member, view, at)) return start + at + TRAILER;
  return 0;
}

async function expectZeros(source: ByteSource, end: number): Promise<void> {
  for (let at = end; at < source.size; at += READ) {
    const bytes = await read(source, at, Math.min(at + READ, source.size));
    if (bytes.some((byte) => byte !== 0)) throw new DataError(afterGzip(source.name, end, source.size - end));
  }
}
