/**
 * The members of a gzip file (RFC 1952) as they are unpacked, each with the length and the checksum that its last eight bytes must say.
 * Who pushes has the bytes and looks there: they may lie in memory, or in a file that is read in parts.
 */
import { FlateErrorCode, Gunzip, type FlateError } from 'fflate';
import { crc32 } from './crc32';

/** Deflate makes at most 1032 bytes of one, so that this much unpacks to 17 MB at most. */
export const STEP = 16_384;
/** Checksum and length. */
export const TRAILER = 8;

export const isGzip = (bytes: Uint8Array): boolean => bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Place of its first byte in the file, and what came out of it so far. */
export interface Member {
  readonly start: number;
  readonly checksum: number;
  readonly length: number;
}
export interface Pushed {
  readonly pieces: readonly Uint8Array[];
  /** Members that ended, and where: after their trailer. */
  readonly ended: readonly { readonly member: Member; readonly end: number }[];
  /** Why the next bytes are no gzip: there is a fault, or the last member ended before them and is whole. */
  readonly refused: { readonly reason: string; readonly whole: boolean } | null;
}
/** What every member begins with, and deflate. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0);

export class GzipMembers {
  member: Member = { start: 0, checksum: 0, length: 0 };
  /** Unpacked bytes of all members. */
  total = 0;
  #pieces: Uint8Array[] = [];
  #ended: { member: Member; end: number }[] = [];
  /** The third byte of the file: 8, for deflate, where its first header is one. */
  #method: number | undefined;
  readonly #stream: Gunzip;

  constructor() {
    this.#stream = new Gunzip((piece) => {
      if (piece.length === 0) return;
      const { start, checksum, length } = this.member;
      this.member = { start, checksum: crc32(piece, checksum), length: length + piece.length };
      this.total += piece.length;
      this.#pieces.push(piece);
    });
    this.#stream.onmember = (start) => {
      this.#ended.push({ member: this.member, end: start });
      this.member = { start, checksum: 0, length: 0 };
    };
  }

  push(bytes: Uint8Array): Pushed {
    let refused: Pushed['refused'] = null;
    this.#method ??= bytes[2];
    try {
      this.#stream.push(bytes);
    } catch (error) {
      const { message, code } = error as FlateError;
      // A header that is none is looked at only where the member before it has ended.
      refused = { reason: message, whole: code === FlateErrorCode.InvalidHeader && this.#method === 8 };
    }
    const pushed = { pieces: this.#pieces, ended: this.#ended, refused };
    this.#pieces = [];
    this.#ended = [];
    return pushed;
  }

  /**
   * After the last byte: whether the last member is whole, that is, whether another could begin there. Its trailer alone does not say so: eight zeros are
   * the one of an empty member, and stand in many files.
   */
  lastIsWhole(): boolean {
    const { member, total } = this;
    const { ended, refused } = this.push(HEADER);
    Object.assign(this, { member, total });
    return ended.length > 0 || refused?.whole === true;
  }
}

/** Whether a trailer, the eight bytes at `at`, belongs to the member. */
export function isTrailerOf({ checksum, length }: Member, view: DataView, at: number): boolean {
  return view.getUint32(at, true) === checksum && view.getUint32(at + 4, true) === length % 2 ** 32;
}

export const brokenGzip = (name: string, total: number, reason: string): string =>
  `${name}: expected a whole gzip file, and found one that is broken or cut off (after ${total.toLocaleString('en')} unpacked bytes: ${reason}). Download or copy it again.`;
export const afterGzip = (name: string, end: number, more: number): string =>
  `${name}: expected the end of the gzip file after ${end.toLocaleString('en')} bytes, and found ${more.toLocaleString('en')} more that are no gzip. Download or copy it again.`;
export const OTHER_PART = 'the length or checksum of a part is another';
export const NO_END = 'its end is missing, or its length or checksum is another';
