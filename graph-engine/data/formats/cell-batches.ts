/** Gathers rows into batches by columns, of a size that memory does not notice. */
import type { Cell, CellBatch } from './definition';

const ROWS = 4096;
const CELLS = 1 << 15;

export class CellBatches {
  readonly #most: number;
  #columns: Cell[][];
  #count = 0;

  constructor(readonly width: number) {
    this.#most = Math.max(16, Math.min(ROWS, Math.floor(CELLS / width)));
    this.#columns = this.#empty();
  }
  #empty(): Cell[][] {
    return Array.from({ length: this.width }, () => []);
  }

  /** The batch that is full now, if one is. */
  add(row: readonly Cell[], read: number): CellBatch | null {
    for (let column = 0; column < this.width; column++) this.#columns[column]!.push(row[column] ?? null);
    this.#count++;
    return this.#count === this.#most ? this.rest(read) : null;
  }

  /** What was gathered since; null where that is nothing. */
  rest(read: number): CellBatch | null {
    if (this.#count === 0) return null;
    const batch = { count: this.#count, columns: this.#columns, read };
    this.#columns = this.#empty();
    this.#count = 0;
    return batch;
  }
}
