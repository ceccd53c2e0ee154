/** One pass over a table: what its columns hold, and its first rows. Nothing is kept that grows with the number of rows. */
import { dateOf } from '../columns/date';
import { MOST_NAMES, type Seen } from '../columns/definition';
import { isMissing, textOf } from '../columns/missing-words';
import { numberOf } from '../columns/number';
import type { Cell, CellReader } from '../formats/definition';
import { ownText } from '../formats/own-text';
import type { DataNote } from '../table';

export interface Scan {
  /** Of the header; of places, counted from 0, where there is none. */
  readonly names: readonly string[];
  readonly hasHeader: boolean;
  readonly rows: number;
  readonly seen: readonly Seen[];
  /** The first rows, by columns. */
  readonly sample: readonly (readonly Cell[])[];
  readonly how: string;
  readonly notes: readonly DataNote[];
}
/** Rows that are shown before anything is decided. */
const SAMPLE = 50;

/** Cells that are all different, or that are seen so often that they are counted and looked at once. */
class Watched {
  rows = 0;
  missing = 0;
  numbers = 0;
  integers = 0;
  dates = 0;
  minimum = Infinity;
  maximum = -Infinity;
  rising = true;
  private counts: Map<Cell, number> | null = new Map();
  private last = -Infinity;

  constructor(private readonly decimalComma: boolean) {}

  take(cell: Cell): void {
    this.rows++;
    if (!this.counts) return this.look(cell, 1);
    const before = this.counts.get(cell);
    if (before !== undefined) {
      this.rising = false;
      this.counts.set(cell, before + 1);
    } else if (this.counts.size < MOST_NAMES) this.counts.set(typeof cell === 'string' ? ownText(cell) : cell, 1);
    else {
      for (const [seen, count] of this.counts) this.look(seen, count);
      this.counts = null;
      this.look(cell, 1);
    }
  }
  /** Values by name, where they are few; to be asked for in the end. */
  values(): ReadonlyMap<string, number> | null {
    if (!this.counts) return null;
    const values = new Map<string, number>();
    for (const [cell, count] of this.counts) {
      this.look(cell, count);
      if (!isMissing(cell)) values.set(textOf(cell), (values.get(textOf(cell)) ?? 0) + count);
    }
    return values;
  }
  private look(cell: Cell, count: number): void {
    const number = cell instanceof Date ? Number.NaN : numberOf(cell, this.decimalComma);
    if (Number.isNaN(number)) {
      this.rising = false;
      if (isMissing(cell)) this.missing += count;
      else if (!Number.isNaN(dateOf(cell))) this.dates += count;
      return;
    }
    this.numbers += count;
    if (Number.isInteger(number)) this.integers += count;
    if (number < this.minimum) this.minimum = number;
    if (number > this.maximum) this.maximum = number;
    if (number <= this.last) this.rising = false;
    this.last = number;
  }
}

/** `onProgress`: bytes read so far. @throws DataError, and the signal's reason when cancelled */
export async function scanTable(reader: CellReader, signal?: AbortSignal, onProgress?: (read: number) => void): Promise<Scan> {
  const watched = Array.from({ length: reader.columns }, () => new Watched(reader.decimalComma));
  const sample: Cell[][] = watched.map(() => []);
  let rows = 0;
  for await (const batch of reader.batches(signal)) {
    signal?.throwIfAborted();
    batch.columns.forEach((cells, place) => {
      const watch = watched[place]!;
      for (let row = 0; row < batch.count; row++) watch.take(cells[row]!);
      if (rows < SAMPLE) sample[place]!.push(...cells.slice(0, SAMPLE - rows));
    });
    rows += batch.count;
    onProgress?.(batch.read);
  }
  const names = reader.names ?? watched.map((_, place) => String(place));
  const seen = watched.map((watch, place): Seen => {
    const values = watch.values();
    const { missing, numbers, integers, dates, minimum, maximum, rising } = watch;
    return { name: names[place]!, place, rows, missing, numbers, integers, dates, minimum, maximum, rising: rising && numbers > 1, values };
  });
  return { names, hasHeader: reader.names !== null, rows, seen, sample, how: reader.how, notes: reader.notes };
}
