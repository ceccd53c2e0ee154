/** Items one after another as they are read: bytes while all pictures have 8 bits, numbers from 0 to 1 from the first on that has 16; grey while all are. */
import { DataError } from '../data-error';
import type { Picture } from '../formats/definition';
import type { Labels } from '../table';

export const MOST_BYTES = 2 ** 30;
export const MOST_ITEMS = 1_000_000;

export class ItemStore {
  #values: Uint8Array | Float32Array = new Uint8Array(0);
  #labels = new Uint16Array(0);
  #channels: 1 | 3 = 1;
  count = 0;
  greys = 0;
  colours = 0;

  /** `expected`: items, as far as they are known. @throws DataError where they are too many */
  constructor(
    readonly width: number,
    readonly height: number,
    private readonly expected: number,
  ) {
    this.#check(expected, width * height);
  }

  get channels(): 1 | 3 {
    return this.#channels;
  }

  /** Width and height are those of the store. @throws DataError where there are too many */
  add({ channels, pixels }: Picture, label: number): void {
    if (channels === 1) this.greys++;
    else this.colours++;
    const wide = channels === 3 && this.#channels === 1;
    const deep = pixels instanceof Uint16Array && this.#values instanceof Uint8Array;
    if (wide || deep) this.#change(wide ? 3 : this.#channels, deep);
    const area = this.width * this.height;
    const size = area * this.#channels;
    this.#reserve(this.count + 1);
    const values = this.#values;
    const from = this.count * size;
    const repeat = this.#channels / channels;
    const scale = values instanceof Uint8Array ? 1 : pixels instanceof Uint16Array ? 65_535 : 255;
    if (repeat === 1 && scale === 1) values.set(pixels, from);
    else for (let i = 0; i < size; i++) values[from + i] = pixels[repeat === 1 ? i : Math.floor(i / repeat)]! / scale;
    this.#labels[this.count++] = label;
  }

  finish(): { readonly values: Uint8Array | Float32Array; readonly labels: Labels } {
    const length = this.count * this.width * this.height * this.#channels;
    const labels = this.#labels.subarray(0, this.count);
    const wide = labels.some((label) => label > 255);
    return { values: length === this.#values.length ? this.#values : this.#values.slice(0, length), labels: wide ? labels.slice() : Uint8Array.from(labels) };
  }

  #reserve(count: number): void {
    const size = this.width * this.height * this.#channels;
    if (count <= this.#labels.length && count * size <= this.#values.length) return;
    const bytes = size * this.#values.BYTES_PER_ELEMENT;
    this.#check(Math.max(count, this.expected), bytes);
    // What is expected at once; beyond it half as much again, as far as there is room.
    const room = Math.min(MOST_ITEMS, Math.floor(MOST_BYTES / bytes), Math.max(this.expected, count, Math.ceil(1.5 * this.count)));
    const values = this.#values instanceof Uint8Array ? new Uint8Array(room * size) : new Float32Array(room * size);
    values.set(this.#values.subarray(0, this.count * size));
    const labels = new Uint16Array(room);
    labels.set(this.#labels.subarray(0, this.count));
    [this.#values, this.#labels] = [values, labels];
  }

  #check(count: number, bytes: number): void {
    if (count > MOST_ITEMS) throw new DataError(`Expected at most ${MOST_ITEMS.toLocaleString('en')} pictures, and found more. Take fewer of them.`);
    if (count * bytes > MOST_BYTES) {
      const found = `${count.toLocaleString('en')} of ${this.width} × ${this.height} pixels, which are ${(count * bytes / 2 ** 30).toFixed(1)} GB`;
      throw new DataError(`Expected at most 1 GB of pictures, and found ${found}. Choose a smaller width and height, grey in place of colour, or fewer pictures.`);
    }
  }

  #change(channels: 1 | 3, deep: boolean): void {
    const [before, repeat] = [this.#values, channels / this.#channels];
    const used = this.count * this.width * this.height * this.#channels;
    const floats = deep || before instanceof Float32Array;
    const [items, size] = [Math.max(this.expected, this.count), this.width * this.height * channels];
    this.#check(items, size * (floats ? 4 : 1));
    // Before the first picture there is nothing to change, and room is made for it.
    const room = this.count === 0 ? 0 : items * size;
    const values = floats ? new Float32Array(room) : new Uint8Array(room);
    const scale = floats && before instanceof Uint8Array ? 255 : 1;
    for (let i = 0; i < used; i++) values.fill(before[i]! / scale, i * repeat, (i + 1) * repeat);
    [this.#values, this.#channels] = [values, channels];
  }
}
