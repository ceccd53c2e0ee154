/**
 * Opens gzip (RFC 1952) piece by piece, so that who reads can stop before there is more than was declared. A file may hold several
 * members, one after another, empty ones too, and zeros after the last; each is checked against its length and checksum.
 */
import { Gunzip } from 'fflate';
import { crc32 } from './crc32';
import { DataError } from '../data-error';

/** Deflate makes at most 1032 bytes of one, so that this much unpacks to 17 MB at most. */
const STEP = 16_384;
const TRAILER = 8;

export const isGzip = (bytes: Uint8Array): boolean => bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The bytes themselves, or what they hold when they are gzip; nothing is unpacked that is not asked for. Throws DataError when the compressed data are broken. */
export function* gunzip(bytes: Uint8Array, name: string): Generator<Uint8Array, void> {
  if (isGzip(bytes)) yield* unpack(bytes, name);
  else yield bytes;
}

function* unpack(bytes: Uint8Array, name: string): Generator<Uint8Array, void> {
  let pieces: Uint8Array[] = [];
  let total = 0;
  let member = { start: 0, checksum: 0, length: 0 };
  const fail = (reason: string): never => {
    const after = `after ${total.toLocaleString('en')} unpacked bytes`;
    throw new DataError(`${name}: expected a whole gzip file, and found one that is broken or cut off (${after}: ${reason}). Download or copy it again.`);
  };
  /** Whether what ends at `end` is the length and checksum of the member's data. */
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isTrailer = (end: number): boolean =>
    end - TRAILER >= member.start && view.getUint32(end - TRAILER, true) === member.checksum && view.getUint32(end - 4, true) === member.length % 2 ** 32;
  const stream = new Gunzip((piece) => {
    if (piece.length === 0) return;
    member.checksum = crc32(piece, member.checksum);
    member.length += piece.length;
    total += piece.length;
    pieces.push(piece);
  });
  stream.onmember = (start) => {
    if (!isTrailer(start)) fail('the length or checksum of a part is another');
    member = { start, checksum: 0, length: 0 };
  };

  let rest = 0;
  for (let at = 0; at < bytes.length && rest === 0; at += STEP) {
    try {
      stream.push(bytes.subarray(at, at + STEP));
    } catch (error) {
      if (error instanceof DataError) throw error;
      // What follows the last member is no member: the stream says no more than that.
      rest = endOfMember(bytes, member.start, isTrailer);
      if (rest === 0) fail(error instanceof Error ? error.message : String(error));
    }
    const ready = pieces;
    pieces = [];
    yield* ready;
  }
  const end = rest || endOfMember(bytes, member.start, isTrailer);
  if (end === 0) fail('its end is missing, or its length or checksum is another');
  const trailing = bytes.subarray(end);
  if (trailing.some((byte) => byte !== 0)) {
    throw new DataError(`${name}: expected the end of the gzip file after ${end.toLocaleString('en')} bytes, and found ${trailing.length.toLocaleString('en')} more that are no gzip. Download or copy it again.`);
  }
}

/** Where the member ends: after the eight bytes that are its checksum and length; 0 where there are none. */
function endOfMember(bytes: Uint8Array, start: number, isTrailer: (end: number) => boolean): number {
  // As a rule at the end of the file.
  if (isTrailer(bytes.length)) return bytes.length;
  for (let end = start + TRAILER; end <= bytes.length; end++) if (isTrailer(end)) return end;
  return 0;
}
