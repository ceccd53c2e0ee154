/** Deals out pieces of the module's memory. Addresses are multiples of 64 bytes, and so are lengths: kernels may read and write up to the end of a piece. */
import { OutOfMemoryError } from '../device';

export const ALIGN = 64;
const PAGE = 65_536;
/** 32-bit addresses: the module can see no more. */
const LIMIT = 2 ** 32 - PAGE;

export const aligned = (bytes: number): number => Math.ceil(Math.max(bytes, 1) / ALIGN) * ALIGN;

interface Piece {
  readonly address: number;
  readonly bytes: number;
}

export class Arena {
  #free: Piece[] = [];
  readonly #taken = new Map<number, number>();
  #end: number;
  #floats: Float32Array | null = null;
  #words: Int32Array | null = null;

  constructor(
    readonly memory: WebAssembly.Memory,
    start: number,
  ) {
    this.#end = aligned(start);
  }

  /** All of memory as float32. Taken anew at each use: growing memory detaches the one before. */
  get floats(): Float32Array {
    if (this.#floats?.buffer !== this.memory.buffer) this.#floats = new Float32Array(this.memory.buffer);
    return this.#floats;
  }
  view(address: number, length: number): Float32Array {
    return this.floats.subarray(address / 4, address / 4 + length);
  }
  /** As `floats`, as 32-bit integers. */
  get words(): Int32Array {
    if (this.#words?.buffer !== this.memory.buffer) this.#words = new Int32Array(this.memory.buffer);
    return this.#words;
  }

  /** Zeros are not promised. @throws OutOfMemoryError */
  take(size: number): number {
    const bytes = aligned(size);
    // The smallest that fits leaves the large ones for what is large.
    const fitting = this.#free.filter((piece) => piece.bytes >= bytes).reduce<Piece | null>((best, piece) => (best && best.bytes <= piece.bytes ? best : piece), null);
    if (fitting) {
      this.#free = this.#free.filter((piece) => piece !== fitting);
      if (fitting.bytes > bytes) this.#free.push({ address: fitting.address + bytes, bytes: fitting.bytes - bytes });
      this.#taken.set(fitting.address, bytes);
      return fitting.address;
    }
    const address = this.#end;
    const end = address + bytes;
    const missing = end - this.memory.buffer.byteLength;
    try {
      if (end > LIMIT) throw new RangeError('beyond 32-bit addresses');
      if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new OutOfMemoryError(`The model needs more memory than can be had here (${Math.round(end / 2 ** 20).toLocaleString('en')} MiB). Make the batch or the layers smaller.`);
    }
    this.#end = end;
    this.#taken.set(address, bytes);
    return address;
  }
  release(address: number): void {
    const bytes = this.#taken.get(address);
    if (bytes === undefined) throw new Error(`internal: nothing was taken at ${address}`);
    this.#taken.delete(address);
    this.#free.push({ address, bytes });
    this.#merge();
  }
  #merge(): void {
    const merged: Piece[] = [];
    for (const piece of this.#free.toSorted((a, b) => a.address - b.address)) {
      const last = merged.at(-1);
      if (last && last.address + last.bytes === piece.address) merged[merged.length - 1] = { address: last.address, bytes: last.bytes + piece.bytes };
      else merged.push(piece);
    }
    if (merged.at(-1) && merged.at(-1)!.address + merged.at(-1)!.bytes === this.#end) this.#end = merged.pop()!.address;
    this.#free = merged;
  }
  /** Bytes that are in use. */
  get used(): number {
    return [...this.#taken.values()].reduce((total, bytes) => total + bytes, 0);
  }
}
