/** Blocks of a file of rows that are in memory: what is read once serves all rows that are asked for soon. */
import { numbersFor, type RowFile, type RowNumbers } from './row-file';

/** Blocks whose rows are shuffled together. */
export const POOL = 32;
/** A pool that is used, one that is read ahead, and a few that others ask for. */
const KEPT = 2 * POOL + 8;
/** Numbers of a row. */
const SHORT = 256;
/** Numbers whose memory is kept for the next rows: of a batch, not of all that a view shows. */
const MOST_ROOM = 2 ** 20;

export class Blocks {
  /** By their number, the one that nobody has named for longest at the front. */
  private readonly kept = new Map<number, RowNumbers>();

  constructor(private readonly file: RowFile) {}

  has(block: number): boolean {
    return this.kept.has(block);
  }
  /** Begins to read a block unless it is there, where the file can do that meanwhile. */
  expect(block: number): void {
    const { count, blockRows } = this.file;
    if (!this.kept.has(block)) this.file.ahead?.(block * blockRows, Math.min(blockRows, count - block * blockRows));
  }
  /** Reads a block unless it is there; it stays until enough others were loaded. */
  load(block: number): RowNumbers {
    const known = this.kept.get(block);
    if (known) {
      this.kept.delete(block);
      this.kept.set(block, known);
      return known;
    }
    const { count, width, precise, blockRows } = this.file;
    const first = block * blockRows;
    const length = Math.min(blockRows, count - first) * width;
    const numbers = this.spare(length) ?? numbersFor(precise, length);
    this.file.read(first, numbers);
    this.kept.set(block, numbers);
    return numbers;
  }
  /** The memory of the block at the front, once there are enough; null where there is room, or it has another size. */
  private spare(length: number): RowNumbers | null {
    if (this.kept.size < KEPT) return null;
    const [block, numbers] = this.kept.entries().next().value!;
    this.kept.delete(block);
    return numbers.length === length ? numbers : null;
  }

  /** What was gathered last: batches come by the thousand, and new memory for each takes as long as to fill it. */
  private room: RowNumbers | null = null;
  private roomFor(length: number): RowNumbers {
    const { precise } = this.file;
    if (length > MOST_ROOM) return numbersFor(precise, length);
    if (!this.room || this.room.length < length) this.room = numbersFor(precise, length);
    return this.room.subarray(0, length);
  }
  /** These rows, one after another, until the next are asked for. */
  gathered(items: ArrayLike<number>): RowNumbers {
    const out = this.roomFor(items.length * this.file.width);
    this.gather(items, out);
    return out;
  }
  /** Writes these rows to `out`, one after another. Those of one block are read together, however they are mixed. */
  gather(items: ArrayLike<number>, out: RowNumbers): void {
    const { blockRows, count } = this.file;
    const missing: number[] = [];
    for (let row = 0; row < items.length; row++) {
      const item = items[row]!;
      if (item >= count) throw new Error(`internal: row ${item} of ${count}`);
      const block = this.kept.get(Math.floor(item / blockRows));
      if (block) this.copy(block, item, out, row);
      else missing.push(row);
    }
    if (missing.length > 1) missing.sort((a, b) => items[a]! - items[b]!);
    for (const row of missing) this.copy(this.load(Math.floor(items[row]! / blockRows)), items[row]!, out, row);
  }
  private copy(block: RowNumbers, item: number, out: RowNumbers, row: number): void {
    const { width, blockRows } = this.file;
    const [from, to] = [(item % blockRows) * width, row * width];
    // Of a short row a loop takes less than a view and a copy.
    if (width <= SHORT) for (let i = 0; i < width; i++) out[to + i] = block[from + i]!;
    else out.set(block.subarray(from, from + width), to);
  }
}
const known = new WeakMap<RowFile, Blocks>();
export function blocksOf(file: RowFile): Blocks {
  const found = known.get(file) ?? new Blocks(file);
  known.set(file, found);
  return found;
}
