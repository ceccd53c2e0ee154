/**
 * Whether signed integers look like unsigned ones that were read with the wrong sign. IDX has no unsigned type wider than a byte, so that programs write such
 * numbers as signed ones, and what is brighter than half then counts as darker than everything else. Only suspected: the user says what is so.
 */
import type { MemoryTable } from './table';

/** Neighbours looked at for the answer, and of which share of them a jump is no accident. */
const PAIRS = 200_000;
const MOST_ACCIDENTS = 1e-4;
/** How far towards both ends of their type numbers lie that were cut in the middle. */
const NEAR_THE_END = 0.75;

interface Sample {
  /** Half of what the type can hold: where numbers grow past the greatest one. */
  readonly half: number;
  /** Sorted, like those below zero. */
  readonly all: Float32Array;
  readonly negative: Float32Array;
  readonly pairs: number;
  /** Neighbours that lie further apart than half of the type, as signed numbers and as unsigned ones. */
  readonly jumps: { readonly signed: number; readonly unsigned: number };
}

function sampleOf({ values, shape, count }: MemoryTable, half: number): Sample {
  const size = values.length / count;
  const step = shape.length === 3 ? shape[2]! : 1;
  const stride = Math.max(1, Math.ceil(values.length / PAIRS));
  const all = new Float32Array(Math.ceil(values.length / stride));
  const wrapped = (value: number): number => (value < 0 ? value + 2 * half : value);
  let [seen, pairs, signed, unsigned] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i += stride) {
    const [a, b] = [values[i]!, values[i + step]!];
    all[seen++] = a;
    if ((i % size) + step >= size) continue;
    pairs++;
    if (Math.abs(a - b) > half) signed++;
    if (Math.abs(wrapped(a) - wrapped(b)) > half) unsigned++;
  }
  all.sort();
  const firstAbove = all.findIndex((value) => value >= 0);
  return { half, all, negative: all.subarray(0, firstAbove < 0 ? all.length : firstAbove), pairs, jumps: { signed, unsigned } };
}

/** They reach both ends of their type, and jump from one end to the other between neighbours; as unsigned ones they do not. */
const jumpsAtTheEnds = ({ all, half, pairs, jumps }: Sample): boolean =>
  all[0]! < -NEAR_THE_END * half && all.at(-1)! > NEAR_THE_END * half && jumps.signed > MOST_ACCIDENTS * pairs && jumps.signed > 2 * jumps.unsigned;

/** Numbers that stand for “nothing was measured”. */
const markers: ReadonlySet<number> = new Set([-1, -9, -99, -999, -9999, -99_999, -32_767, -32_768, -(2 ** 31), -(2 ** 31) + 1]);
/** Of half of the type: no number so close below zero, where numbers that are signed indeed pass through. */
const GAP = 1 / 32;
const LEAST_SHARE = 2e-4;

const shareWithin = (sorted: Float32Array, low: number, high: number): number => sorted.reduce((count, value) => count + (value >= low && value < high ? 1 : 0), 0);

/** Bright figures on a dark ground: most numbers begin at zero, and those below it lie far below, with nothing between. */
function hasGapBelowZero({ all, negative, half }: Sample): boolean {
  const other = all.subarray(negative.length);
  if (other.length === 0 || negative.length < Math.max(3, LEAST_SHARE * all.length)) return false;
  if (new Set(negative.subarray(0, 1000)).size <= 2 && negative.every((value) => markers.has(value))) return false;
  const gap = -negative[Math.floor(0.995 * (negative.length - 1))]!;
  if (gap < GAP * half || other[Math.floor(0.05 * other.length)]! > gap / 2) return false;
  // The same gap above zero, with numbers beyond it: they lie on both sides of a zero that means nothing happens, as differences do.
  const beyond = shareWithin(other, gap, Infinity);
  return !(beyond > negative.length / 4 && shareWithin(other, gap / 4, (3 * gap) / 4) < beyond / 20);
}

/** Pictures of nothing but 0 and −1, or in which many values are −1 and few others are next to it: the greatest unsigned number, where white is cut off. */
function isCutOffAtWhite({ all, negative }: Sample): boolean {
  const countOf = (value: number): number => shareWithin(all, value, value + 1);
  const white = countOf(-1);
  if (white === 0) return false;
  if (white === negative.length) return white + countOf(0) === all.length && white < all.length;
  return white > 1e-3 * all.length && white > 10 * Math.max(countOf(-2), countOf(1));
}

export function seemsUnsigned(table: MemoryTable): boolean {
  const { integers, shape } = table;
  if (!integers?.signed) return false;
  const sample = sampleOf(table, 2 ** (integers.bits - 1));
  if (sample.negative.length === 0) return false;
  // Columns of a table each have a zero of their own.
  const isPicture = shape.length === 3;
  return jumpsAtTheEnds(sample) || (isPicture && (hasGapBelowZero(sample) || isCutOffAtWhite(sample)));
}
