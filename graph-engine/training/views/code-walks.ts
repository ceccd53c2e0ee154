/**
 * How a code can be walked: along numbers between the values that real codes take, from bit to bit, from class to class of a one-hot code, and from entry to
 * entry of a codebook. A code with places (a map of vectors) is walked at one place at a time.
 */
import type { CodeForm } from '../protocol';

/** One way to change a code: at each stop, the `width` numbers from `at` on are others. */
export interface CodeWalk {
  readonly at: number;
  readonly width: number;
  /** [stops, width] */
  readonly stops: Float32Array;
  /** What each stop is called: the number, the bit, the class or the entry. */
  readonly names: readonly number[];
}
export interface CodeShape {
  readonly form: CodeForm;
  /** Of one code, without the batch. */
  readonly shape: readonly number[];
  /** Of a group, or of a codebook; 0 for numbers and bits. */
  readonly classes: number;
}
/** Codes of real items, and their indices where there are such. */
export interface RealCodes {
  readonly codes: Float32Array;
  readonly indices: Float32Array | null;
}

/** Codes in the tails are rare, and what they decode to says little. */
const TAIL = 0.01;

/** Where the middle 98 % of the values lie, linear between ranks. */
export function span(values: Float32Array): readonly [low: number, high: number] {
  const sorted = values.slice().sort();
  const at = (share: number): number => {
    const rank = share * (sorted.length - 1);
    const below = Math.floor(rank);
    return sorted[below]! + (rank - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - sorted[below]!);
  };
  return [at(TAIL), at(1 - TAIL)];
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);
/** Vectors side by side: the numbers of a place are those along the last axis. */
export const placesOf = ({ shape, form }: CodeShape): readonly number[] => (shape.length > 1 && (form === 'numbers' || form === 'entries') ? shape.slice(0, -1) : []);

/** How many ways there are to change the code at one place. */
export function axesOf(code: CodeShape): number {
  const size = sizeOf(code.shape);
  if (code.form === 'entries') return 1;
  if (code.form === 'classes') return size / code.classes;
  return size / sizeOf(placesOf(code));
}

function numbers(at: number, size: number, { codes }: RealCodes, now: number, steps: number): CodeWalk {
  const [low, high] = span(Float32Array.from({ length: codes.length / size }, (_, item) => codes[item * size + at]!));
  // The item itself may lie in a tail.
  const [from, to] = [Math.min(low, now), Math.max(high, now)];
  const stops = Float32Array.from({ length: steps }, (_, i) => from + ((to - from) * i) / Math.max(1, steps - 1));
  return { at, width: 1, stops, names: [...stops] };
}
/** More stops than these are not looked at; those that real items use most are kept. */
const MOST_STOPS = 96;

function mostUsed(counts: ReadonlyMap<number, number>): number[] {
  const byUse = [...counts.keys()].toSorted((a, b) => counts.get(b)! - counts.get(a)! || a - b);
  return byUse.slice(0, MOST_STOPS).toSorted((a, b) => a - b);
}
/** Those that real items have at any place, in their order: what an unused entry decodes to nobody has learned. */
function entries(at: number, width: number, { codes, indices }: RealCodes): CodeWalk {
  const vectors = new Map<number, Float32Array>();
  const counts = new Map<number, number>();
  indices!.forEach((index, i) => {
    if (!vectors.has(index)) vectors.set(index, codes.subarray(i * width, (i + 1) * width));
    counts.set(index, (counts.get(index) ?? 0) + 1);
  });
  const names = mostUsed(counts);
  const stops = new Float32Array(names.length * width);
  names.forEach((name, i) => stops.set(vectors.get(name)!, i * width));
  return { at, width, stops, names };
}
/** All of them, where they are not too many. */
function classes(group: number, width: number, { indices }: RealCodes, groups: number): CodeWalk {
  const counts = new Map(Array.from({ length: width }, (_, i) => [i, 0]));
  indices!.forEach((index, i) => void (i % groups === group && counts.set(index, counts.get(index)! + 1)));
  const names = mostUsed(counts);
  const stops = new Float32Array(names.length * width);
  names.forEach((name, i) => (stops[i * width + name] = 1));
  return { at: group * width, width, stops, names };
}

/** The way `axis` at `place` for `code`, one of an item; `steps` are the stops between numbers. */
export function walkOf(shape: CodeShape, real: RealCodes, code: Float32Array, place: number, axis: number, steps: number): CodeWalk {
  if (shape.form === 'bits') return { at: axis, width: 1, stops: Float32Array.of(0, 1), names: [0, 1] };
  if (shape.form === 'classes') return classes(axis, shape.classes, real, axesOf(shape));
  const width = shape.shape.length > 1 ? shape.shape.at(-1)! : code.length;
  if (shape.form === 'entries') return entries(place * width, width, real);
  const at = place * width + axis;
  return numbers(at, code.length, real, code[at]!, steps);
}

/** `code` at every stop, one after another. */
export function codesAlong({ at, width, stops }: CodeWalk, code: Float32Array): Float32Array {
  const count = stops.length / width;
  const codes = new Float32Array(count * code.length);
  for (let i = 0; i < count; i++) {
    codes.set(code, i * code.length);
    codes.set(stops.subarray(i * width, (i + 1) * width), i * code.length + at);
  }
  return codes;
}
