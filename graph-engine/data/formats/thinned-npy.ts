/** An array that memory should not hold whole: every so many-th of its items, taken while the file is unpacked. */
import { numberTypes, readNumbers, type Numbers } from './byte-order';
import type { NumberArray } from './definition';
import { npyHeader } from './npy';
import { counted, printShape, refuse } from './refuse';

/** Bytes that the taken items may have together. */
export const KEPT_BYTES = 2 ** 29;
const BEGINNING = 65_536;

export interface Thinned {
  readonly array: NumberArray;
  /** Items of the file, and that each `step`-th of them is here. */
  readonly count: number;
  readonly step: number;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Of items in the order of their factors, a step that divides their number would never meet some values of the factors. */
function stepFor(count: number, least: number): number {
  let step = least;
  while (divisor(count, step) > 1) step++;
  return step;
}

/** `pieces` are the bytes of the file in their order, `size` of them. @throws DataError; NoNumbers where the array holds something else */
export async function readThinned(pieces: AsyncIterable<Uint8Array>, size: number, file: string, name: string, most = KEPT_BYTES): Promise<Thinned> {
  let start = new Uint8Array(0);
  let taker: Taker | null = null;
  for await (const piece of pieces) {
    if (taker) {
      taker.take(piece);
      continue;
    }
    const longer = new Uint8Array(start.length + piece.length);
    longer.set(start);
    longer.set(piece, start.length);
    start = longer;
    if (start.length < Math.min(BEGINNING, size)) continue;
    taker = new Taker(start, size, file, most);
  }
  return (taker ?? new Taker(start, size, file, most)).read(file, name);
}

class Taker {
  readonly #header;
  readonly #count: number;
  readonly #step: number;
  readonly #item: number;
  readonly #out: Uint8Array;
  /** Bytes of numbers that came so far. */
  #at = 0;

  constructor(start: Uint8Array, size: number, file: string, most: number) {
    this.#header = npyHeader(start, size, file);
    const { shape, columnMajor, type } = this.#header;
    this.#count = shape[0] ?? 1;
    const bytes = size - this.#header.start;
    this.#item = bytes / this.#count;
    if (columnMajor || shape.length === 0 || this.#item > most) {
      refuse(file, `at most ${counted(most)}, or items that lie one after another`, `${counted(bytes)} for ${printShape(shape)} ${numberTypes[type].title}${columnMajor ? ' in Fortran order' : ''}`, 'Save fewer items, such as np.save(file, np.ascontiguousarray(x[::10])).');
    }
    this.#step = stepFor(this.#count, Math.max(1, Math.ceil(bytes / most)));
    this.#out = new Uint8Array(Math.ceil(this.#count / this.#step) * this.#item);
    this.take(start.subarray(this.#header.start));
  }

  take(piece: Uint8Array): void {
    const [from, to, size, step] = [this.#at, this.#at + piece.length, this.#item, this.#step];
    this.#at = to;
    for (let item = Math.ceil(Math.floor(from / size) / step) * step; item * size < to; item += step) {
      const [first, last] = [Math.max(from, item * size), Math.min(to, (item + 1) * size)];
      this.#out.set(piece.subarray(first - from, last - from), (item / step) * size + first - item * size);
    }
  }

  read(file: string, name: string): Thinned {
    const { shape, type, littleEndian } = this.#header;
    const { values, rounded } = readNumbers(this.#out, type, littleEndian);
    const notes = rounded ? [{ text: `${file}: ${rounded}` }] : [];
    return { array: { name, shape: [this.#out.length / this.#item, ...shape.slice(1)], values, notes }, count: this.#count, step: this.#step };
  }
}

/** The same items of another array. */
export function thinned(array: NumberArray, step: number): NumberArray {
  const [count = 0, ...item] = array.shape;
  const size = array.values.length / count;
  const kept = Math.ceil(count / step);
  const values = array.values.slice(0, kept * size) as Numbers;
  for (let i = 0; i < kept; i++) values.set(array.values.subarray(i * step * size, (i * step + 1) * size), i * size);
  return { ...array, shape: [kept, ...item], values };
}
