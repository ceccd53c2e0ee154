/** Rows of columns as a network takes them: numbers by the preparation of their column, categories one-hot, what is missing filled. */
import type { Weights } from '../../runtime/device';
import { numberOf, scalar, type Fitted, type FitOptions } from '../preparations/definition';
import { quantile } from '../preparations/robust';
import { preparations } from '../preparations/registry';
import { columnReader, rowsAt, type Column } from '../rows/read-rows';
import type { DataTable, MemoryTable } from '../table';
import { isNumber, preparationOf, type Place } from './layout';

/** Names of what is fitted for a column: `fill` and the tensors of its preparation, each of one number. */
const tensorsOf = (place: Place): readonly string[] => (isNumber(place) ? ['fill', ...Object.keys(preparations[preparationOf(place)].fits([1]))] : []);

/** All numbers of one name, such as `mean`, lie together, in the order of the columns that have one. */
export function columnFits(places: readonly Place[]): Readonly<Record<string, readonly number[]>> {
  const counts = new Map<string, number>();
  for (const name of places.flatMap(tensorsOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].map(([name, count]) => [name, [count]]));
}

/** What each column was fitted to, by its place among the columns. */
export function splitFitted(places: readonly Place[], fitted: Fitted): readonly Fitted[] {
  const next = new Map<string, number>();
  return places.map((place) =>
    Object.fromEntries(
      tensorsOf(place).map((name) => {
        const at = next.get(name) ?? 0;
        next.set(name, at + 1);
        return [name, scalar(fitted[name]!.data[at]!)];
      }),
    ),
  );
}

/** Column by column, since it may take long: before each it says what share is done. */
export function* fittingColumns(table: DataTable, places: readonly Place[], options: FitOptions): Generator<number, Fitted> {
  const numbers = new Map<string, number[]>();
  const columnOf = columnReader(table);
  const room = roomFor(options.training.length);
  const fitted = places.filter(isNumber);
  for (const [done, place] of fitted.entries()) {
    yield done / fitted.length;
    for (const [name, value] of Object.entries(fitColumn(table, columnOf(place.column), place, options, room))) numbers.set(name, [...(numbers.get(name) ?? []), value]);
  }
  return Object.fromEntries([...numbers].map(([name, values]): [string, Weights] => [name, { shape: [values.length], data: Float32Array.from(values) }]));
}
export function fitColumns(table: DataTable, places: readonly Place[], options: FitOptions): Fitted {
  const parts = fittingColumns(table, places, options);
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
}
/** For one column after another: new memory for each would be a gigabyte of a large table, which lies about until it is collected. */
interface FitRoom {
  readonly present: Float64Array;
  /** 0, 1, 2, … */
  readonly numbered: Uint32Array;
}
function roomFor(count: number): FitRoom {
  const room = { present: new Float64Array(count), numbered: new Uint32Array(Math.max(1, count)) };
  for (let i = 0; i < count; i++) room.numbered[i] = i;
  return room;
}
function fitColumn(table: DataTable, column: Column, place: Place, { training, limits }: FitOptions, room: FitRoom): Record<string, number> {
  const present = presentIn(column, training, room.present);
  // Of a column that is empty in training, nothing is known.
  const values = present.length > 0 ? present : Float64Array.of(0);
  const fill = place.settings.missing === 'median' ? quantile(values.toSorted(), 0.5) : meanOf(values);
  const one: MemoryTable = { ...table, shape: [1], count: values.length, values, scale: 1 };
  const fitted = preparations[preparationOf(place)].fit(one, { training: room.numbered.subarray(0, values.length), limits });
  return { fill, ...Object.fromEntries(Object.keys(fitted).map((name) => [name, numberOf(fitted, name)])) };
}
// Loops, because `from`, `filter` and `reduce` take ten times as long, which a table of a gigabyte shows.
function presentIn({ values, stride, offset }: Column, training: Uint32Array, present: Float64Array): Float64Array {
  let count = 0;
  for (let i = 0; i < training.length; i++) {
    const value = values[training[i]! * stride + offset]!;
    if (!Number.isNaN(value)) present[count++] = value;
  }
  return present.subarray(0, count);
}
function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Prepared rows, or reconstructions of them, in the units of the file: `count` rows of a number for each column; of a category the code of the largest place. */
export function undoRows(places: readonly Place[], fitted: readonly Fitted[], prepared: Float32Array, count: number): Float64Array {
  const width = prepared.length / Math.max(1, count);
  const out = new Float64Array(count * places.length);
  const column = new Float64Array(count);
  places.forEach((place, i) => {
    for (let row = 0; row < count; row++) {
      const from = row * width + place.at;
      column[row] = isNumber(place) ? prepared[from]! : largest(prepared.subarray(from, from + place.width));
    }
    if (isNumber(place)) preparations[preparationOf(place)].undo(fitted[i]!, column);
    for (let row = 0; row < count; row++) out[row * places.length + i] = column[row]!;
  });
  return out;
}
const largest = (values: Float32Array): number => values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);

/** 1 where a value was measured, and 0 where it is missing, for these rows: as wide as prepared ones. */
export function maskRows(table: DataTable, places: readonly Place[], width: number, given: ArrayLike<number>): Float32Array {
  const out = new Float32Array(given.length * width).fill(1);
  const raw = table.shape[0]!;
  const { values, items: rows } = rowsAt(table, given);
  for (const { column, at, width: wide, indicator } of places) {
    for (let row = 0; row < rows.length; row++) {
      if (!Number.isNaN(values[rows[row]! * raw + column]!)) continue;
      const from = row * width + at;
      out.fill(0, from, from + wide + (indicator === null ? 0 : 1));
    }
  }
  return out;
}
