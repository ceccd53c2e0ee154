/** What is lost when numbers of a file, which may have more digits, are kept with 32 bits: told where it changes what they say. */
import { baseName } from './base-name';
import type { DataNote } from '../table';

/** Of the distance between the least and the greatest number: steps of a byte's size, where pictures begin to show steps. */
const COARSE = 1 / 256;
const print = (x: number): string => (Number.isInteger(x) && Math.abs(x) < 1e15 ? x.toLocaleString('en') : String(Number(x.toPrecision(6)))).replace(/^-/, '−');

export class Rounding {
  #low = Infinity;
  #high = -Infinity;
  #largest = 0;

  add(value: number, kept: number): void {
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
    const lost = Math.abs(value - kept);
    if (lost > this.#largest) this.#largest = lost;
  }

  /** None where the numbers can still be told apart as well as those of a picture. */
  notes(name: string): readonly DataNote[] {
    const span = this.#high - this.#low;
    if (this.#largest <= span * COARSE) return [];
    const [low, high] = [print(this.#low), print(this.#high)];
    const why = `its numbers, ${low === high ? `all about ${low}` : `from ${low} to ${high}`}, are kept with 32 bits, which changes them by up to ${print(this.#largest)}: what they differ by is lost.`;
    return [{ text: `${baseName(name)}: ${why} Subtract the least of them before they are written, and multiply very small ones.` }];
  }
}
