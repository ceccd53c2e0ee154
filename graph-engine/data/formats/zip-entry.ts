/** A file in a zip archive: unpacked when it is first read, and checked against its length and checksum. */
import { crc32 } from './crc32';
import type { ByteSource } from './definition';
import { Inflater, STEP } from './inflate';
import type { DirectoryEntry } from './zip-directory';
import { AGAIN, counted, refuse } from './refuse';

const LOCAL = 0x04034b50;
const PIECE = 2 ** 20;
/** Unpacked files that are kept for who reads on: those used last, of all archives that are open together with one. */
const KEPT = 2 ** 26;

/** Unpacked entries of one archive; at least the last one stays. */
export class Unpacked {
  readonly #kept = new Map<ZipEntry, Promise<Uint8Array>>();
  #bytes = 0;

  of(entry: ZipEntry, unpack: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const there = this.#kept.get(entry);
    if (there) return there;
    const bytes = unpack();
    this.#kept.set(entry, bytes);
    this.#bytes += entry.size;
    for (const old of this.#kept.keys()) {
      if (this.#bytes <= KEPT || old === entry) break;
      this.#kept.delete(old);
      this.#bytes -= old.size;
    }
    return bytes;
  }
}

export class ZipEntry implements ByteSource {
  #checked: Promise<number> | null = null;

  /** `end` is where the next entry or the directory begins; `deflated`: else its bytes lie in the archive as they are. */
  constructor(
    readonly name: string,
    private readonly archive: ByteSource,
    private readonly entry: DirectoryEntry,
    private readonly end: number,
    private readonly unpacked: Unpacked,
  ) {}

  get size(): number {
    return this.entry.unpacked;
  }

  async slice(from: number, to: number): Promise<Uint8Array> {
    const [first, last] = [Math.max(0, Math.min(from, this.size)), Math.max(0, Math.min(to, this.size))];
    if (this.entry.method !== 0) return (await this.unpacked.of(this, () => this.#unpack())).subarray(first, Math.max(first, last));
    // Its bytes can be read where they lie, after all of them were checked once.
    const start = await (this.#checked ??= this.#check());
    return this.archive.slice(start + first, start + Math.max(first, last));
  }

  /** From its first byte to its last, unpacked piece by piece and kept by nobody. @throws DataError, after the last where its length or checksum is another */
  async *pieces(): AsyncGenerator<Uint8Array, void> {
    let ready: Uint8Array[] = [];
    let [sum, length] = [0, 0];
    const take = (piece: Uint8Array): void => {
      sum = crc32(piece, sum);
      length += piece.length;
      ready.push(piece);
    };
    const inflater = new Inflater(this.#title, this.size, take);
    for await (const packed of this.#packed(await this.#start())) {
      for (let at = 0; at < packed.length; at += STEP) {
        const part = packed.subarray(at, at + STEP);
        if (this.entry.method === 0) take(part);
        else inflater.push(part, false);
        yield* ready;
        ready = [];
      }
    }
    if (this.entry.method !== 0) inflater.push(new Uint8Array(0), true);
    yield* ready;
    this.#demandLength(length);
    this.#demand(sum);
  }

  get #title(): string {
    return `${this.archive.name}, ${this.name}`;
  }

  /** Where its data begin. */
  async #start(): Promise<number> {
    const { offset, method, packed } = this.entry;
    const header = await this.archive.slice(offset, offset + 30);
    const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
    if (header.length < 30 || view.getUint32(0, true) !== LOCAL || view.getUint16(8, true) !== method) return refuse(this.#title, 'a file where the directory says', 'something else', AGAIN);
    const start = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
    if (start + packed > this.end) refuse(this.#title, `${counted(packed)} of packed data`, `${counted(Math.max(0, this.end - start))} before what follows`, AGAIN);
    return start;
  }

  async *#packed(start: number): AsyncGenerator<Uint8Array, void> {
    const end = start + this.entry.packed;
    for (let at = start; at < end; at += PIECE) {
      const wanted = Math.min(PIECE, end - at);
      const piece = await this.archive.slice(at, at + wanted);
      if (piece.length !== wanted) refuse(this.#title, counted(wanted), counted(piece.length), AGAIN);
      yield piece;
    }
  }

  async #check(): Promise<number> {
    const start = await this.#start();
    let sum = 0;
    for await (const piece of this.#packed(start)) sum = crc32(piece, sum);
    this.#demand(sum);
    return start;
  }

  async #unpack(): Promise<Uint8Array> {
    const inflater = new Inflater(this.#title, this.size);
    for await (const piece of this.#packed(await this.#start())) inflater.push(piece, false);
    inflater.push(new Uint8Array(0), true);
    const { bytes } = inflater;
    this.#demandLength(bytes.length);
    this.#demand(crc32(bytes));
    return bytes;
  }

  #demandLength(found: number): void {
    if (found !== this.size) refuse(this.#title, `${counted(this.size)} when it is unpacked`, counted(found), AGAIN);
  }

  #demand(sum: number): void {
    if (sum !== this.entry.crc) refuse(this.#title, 'the checksum that the archive has for it', 'another', 'It is damaged: download or copy it again.');
  }
}
