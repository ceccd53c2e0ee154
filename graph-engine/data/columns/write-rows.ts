/** Rows of a table as a network takes them. Columns that are prepared alike are prepared together, since a batch of 64 columns has few numbers in each. */
import { numberOf, type Fitted } from '../preparations/definition';
import { preparations, type PreparationKind } from '../preparations/registry';
import { rowsAt } from '../rows/read-rows';
import type { DataTable, Numbers } from '../table';
import { isNumber, preparationOf, type Place } from './layout';

interface Group {
  readonly kind: PreparationKind;
  /** Of each of its columns: where it stands in a row of the table, where in a prepared one, and where that tells of a missing number, or −1. */
  readonly columns: Int32Array;
  readonly ats: Int32Array;
  readonly indicators: Int32Array;
  /** What stands in for a missing number. */
  readonly fills: Float64Array;
  /** Of all its columns: tensors of as many numbers. */
  readonly fitted: Fitted;
}
/** Where numbers are alike everywhere, what was fitted is of one column alone. */
const isOfOne = (kind: PreparationKind): boolean => preparations[kind].elementwise && Object.keys(preparations[kind].fits([1])).length > 0;

function groupsOf(places: readonly Place[], fitted: readonly Fitted[]): readonly Group[] {
  const members = new Map<string, number[]>();
  places.forEach((place, i) => {
    if (!isNumber(place)) return;
    const kind = preparationOf(place);
    const key = isOfOne(kind) ? `${kind} ${i}` : kind;
    members.set(key, [...(members.get(key) ?? []), i]);
  });
  return [...members.values()].map((group) => {
    const kind = preparationOf(places[group[0]!]!);
    const together = (name: string): Float32Array => Float32Array.from(group, (i) => numberOf(fitted[i]!, name));
    const tensors = Object.keys(preparations[kind].fits([group.length])).map((name) => [name, { shape: [group.length], data: together(name) }] as const);
    const numbers = (of: (place: Place) => number): Int32Array => Int32Array.from(group, (i) => of(places[i]!));
    return { kind, columns: numbers(({ column }) => column), ats: numbers(({ at }) => at), indicators: numbers(({ indicator }) => indicator ?? -1), fills: Float64Array.from(group, (i) => numberOf(fitted[i]!, 'fill')), fitted: Object.fromEntries(tensors) };
  });
}
const known = new WeakMap<readonly Fitted[], readonly Group[]>();

/** Writes the prepared rows of these items to `out`, which is 0, one after another. `fitted`: by place. */
export function writeRows(table: DataTable, places: readonly Place[], fitted: readonly Fitted[], width: number, given: ArrayLike<number>, out: Float32Array): void {
  const raw = table.shape[0]!;
  const { values, items } = rowsAt(table, given);
  const groups = known.get(fitted) ?? groupsOf(places, fitted);
  known.set(fitted, groups);
  for (const place of places) if (!isNumber(place)) writeNames(place, values, items, raw, width, out);
  for (const group of groups) writeNumbers(group, values, items, raw, width, out);
}
function writeNames({ column, at, width: wide }: Place, values: Numbers, items: ArrayLike<number>, raw: number, width: number, out: Float32Array): void {
  const other = wide - 1;
  for (let row = 0; row < items.length; row++) {
    const code = values[items[row]! * raw + column]!;
    out[row * width + at + (code >= 0 && code < other ? code : other)] = 1;
  }
}
/** Of the numbers at hand, from one batch to the next; not of all that a view shows. */
let room = new Float64Array(0);
const MOST_ROOM = 2 ** 20;
function roomFor(length: number): Float64Array {
  if (length > MOST_ROOM) return new Float64Array(length);
  if (room.length < length) room = new Float64Array(length);
  return room.subarray(0, length);
}
function writeNumbers({ kind, columns, ats, indicators, fills, fitted }: Group, values: Numbers, items: ArrayLike<number>, raw: number, width: number, out: Float32Array): void {
  const many = columns.length;
  const numbers = roomFor(items.length * many);
  for (let row = 0, to = 0; row < items.length; row++) {
    const from = items[row]! * raw;
    for (let i = 0; i < many; i++, to++) {
      const value = values[from + columns[i]!]!;
      if (!Number.isNaN(value)) numbers[to] = value;
      else {
        numbers[to] = fills[i]!;
        if (indicators[i]! >= 0) out[row * width + indicators[i]!] = 1;
      }
    }
  }
  preparations[kind].apply(fitted, numbers);
  for (let row = 0, from = 0; row < items.length; row++) {
    const to = row * width;
    for (let i = 0; i < many; i++, from++) out[to + ats[i]!] = numbers[from]!;
  }
}
