/** One pass over a table: what its columns hold, and its first rows. Nothing is kept that grows with the number of rows. */
import { dateOf } from '../columns/date';
import { MOST_NAMES, type Seen } from '../columns/definition';
import { isMissing, textOf } from '../columns/missing-words';
import { numberOf } from '../columns/number';
import type { Cell, CellReader } from '../formats/definition';
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

class Watched {
  rows = 0;
  missing = 0;
  numbers = 0;
  integers = 0;
  dates = 0;
  minimum = Infinity;
  maximum = -Infinity;
  rising = true;
  values: Map<string, number> | null = new Map();
  private last = -Infinity;

  constructor(private readonly decimalComma: boolean) {}

  take(cell: Cell): void {
    this.rows++;
    if (isMissing(cell)) {
      this.missing++;
      return;
    }
    const number = cell instanceof Date ? Number.NaN : numberOf(cell, this.decimalComma);
    if (Number.isNaN(number)) {
      this.rising = false;
      // Text that is kept by name is seen as a date once for each of its values.
      if (!Number.isNaN(dateOf(cell))) this.dates++;
    } else {
      this.numbers++;
      if (Number.isInteger(number)) this.integers++;
      if (number < this.minimum) this.minimum = number;
      if (number > this.maximum) this.maximum = number;
      if (number <= this.last) this.rising = false;
      this.last = number;
    }
    if (!this.values) return;
    const text = textOf(cell);
    this.values.set(text, (this.values.get(text) ?? 0) + 1);
    if (this.values.size > MOST_NAMES) this.values = null;
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
  const seen = watched.map(({ missing, numbers, integers, dates, minimum, maximum, rising, values }, place): Seen => ({ name: names[place]!, place, rows, missing, numbers, integers, dates, minimum, maximum, rising: rising && numbers > 1, values }));
  return { names, hasHeader: reader.names !== null, rows, seen, sample, how: reader.how, notes: reader.notes };
}
