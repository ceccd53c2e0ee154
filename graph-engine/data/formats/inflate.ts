/** Unpacks deflate (RFC 1951) into no more bytes than were declared, whatever the packed ones would make of it. */
import { Inflate } from 'fflate';
import { AGAIN, counted, refuse } from './refuse';

/** Deflate makes at most 1032 bytes of one, so that this much unpacks to 17 MB at most. */
export const STEP = 16_384;
/** What is unpacked to more than `LARGE` bytes, and to more than this many times its size, is made to fill memories. */
const MOST_RATIO = 500;
const LARGE = 2 ** 26;

/** @throws DataError where a file claims to unpack to what only a bomb does */
export function refuseBomb(name: string, packed: number, unpacked: number): void {
  if (unpacked <= LARGE || unpacked <= MOST_RATIO * packed) return;
  refuse(name, `data that are packed to no less than 1/${MOST_RATIO} of their size`, `${counted(packed)} that unpack to ${counted(unpacked)}, as a zip bomb does`, 'If it is what it should be, unpack it with another program first.');
}

export class Inflater {
  #whole = new Uint8Array(0);
  #filled = 0;
  #most: number;
  readonly #name: string;
  readonly #stream: Inflate;
  readonly #sink: ((piece: Uint8Array) => void) | null;

  /** `most`: more bytes than this are refused; `name` is for that message. Pieces go to `sink` where there is one, and are kept here where there is none. */
  constructor(name: string, most: number, sink?: (piece: Uint8Array) => void) {
    this.#name = name;
    this.#most = most;
    this.#sink = sink ?? null;
    this.#stream = new Inflate((piece) => this.#take(piece));
  }

  /** `final`: nothing comes after these. Bytes after the end of the packed data are ignored. @throws DataError */
  push(packed: Uint8Array, final: boolean): void {
    try {
      let at = 0;
      do {
        const end = Math.min(at + STEP, packed.length);
        this.#stream.push(packed.subarray(at, end), final && end === packed.length);
        at = end;
      } while (at < packed.length);
    } catch (error) {
      if (error instanceof Error && error.name === 'DataError') throw error;
      refuse(this.#name, 'whole packed data', `data that are broken or cut off (after ${this.#filled.toLocaleString('en')} unpacked bytes: ${error instanceof Error ? error.message : String(error)})`, AGAIN);
    }
  }

  /** From now on: for data that say at their beginning how long they are. */
  atMost(bytes: number): void {
    this.#most = bytes;
    if (this.#filled > bytes) this.#refuseMore();
  }

  /** What is unpacked so far. */
  get bytes(): Uint8Array {
    return this.#whole.subarray(0, this.#filled);
  }

  #take(piece: Uint8Array): void {
    const wanted = this.#filled + piece.length;
    if (wanted > this.#most) this.#refuseMore();
    if (this.#sink) {
      this.#filled = wanted;
      if (piece.length > 0) this.#sink(piece);
      return;
    }
    if (wanted > this.#whole.length) {
      const grown = new Uint8Array(Math.max(wanted, Math.min(2 * this.#whole.length, this.#most)));
      grown.set(this.bytes);
      this.#whole = grown;
    }
    this.#whole.set(piece, this.#filled);
    this.#filled = wanted;
  }

  #refuseMore(): never {
    return refuse(this.#name, `${counted(this.#most)} when it is unpacked, as it says`, 'more', 'It is damaged or made to fill the memory: download or copy it again.');
  }
}
