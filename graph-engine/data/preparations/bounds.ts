/** The number that becomes black and the one that becomes white, for preparations that promise a range. */
import type { MemoryTable } from '../table';
import { limitsOf } from '../integers';
import { numberOf, scalar, type Fitted, type FitOptions, type PreparationCode } from './definition';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}
export const fits = (): Readonly<Record<string, readonly number[]>> => ({ low: [1], high: [1] });
export const fittedOf = ({ low, high }: Bounds): Fitted => ({ low: scalar(low), high: scalar(high) });
export const boundsOf = (fitted: Fitted): Bounds => ({ low: numberOf(fitted, 'low'), high: numberOf(fitted, 'high') });

/** Least and greatest number of these items, as the table gives them. */
export function extremesOf({ values, scale, count }: MemoryTable, items: Uint32Array): Bounds {
  const size = values.length / count;
  let [low, high] = [Infinity, -Infinity];
  for (const item of items) {
    for (let i = item * size, end = i + size; i < end; i++) {
      const value = values[i]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  // With the rounding that the numbers themselves have.
  return { low: Math.fround(low * scale), high: Math.fround(high * scale) };
}

/** Bytes that use half of what a byte can hold mean what bytes mean: 255 is white. */
const HALF = 128;
function reachHalf({ values, count }: MemoryTable, items: Uint32Array): boolean {
  const size = values.length / count;
  return items.some((item) => values.subarray(item * size, (item + 1) * size).some((value: number) => value >= HALF));
}
const within = ({ low, high }: Bounds, range: Bounds): boolean => low >= range.low && high <= range.high;

/**
 * Numbers that lie in one of the `natural` ranges, the first that holds them, are taken as they are meant. Others, and integers that
 * leave most of their range empty, go from the least to the greatest number of the training items.
 */
export function fitBounds(table: MemoryTable, { training, limits }: FitOptions, natural: readonly [Bounds, ...Bounds[]]): Bounds {
  const { integers, values, scale } = table;
  if (limits === 'type') {
    if (!integers) return natural[0];
    const [low, high] = limitsOf(integers);
    return { low: low * scale, high: high * scale };
  }
  const bytes = values instanceof Uint8Array && scale !== 1;
  if (bytes && (!integers || reachHalf(table, training))) return natural[0];
  const found = extremesOf(table, training);
  const meant = bytes ? undefined : natural.find((range) => within(found, range));
  if (meant) return meant;
  if (found.low < found.high) return found;
  // Of one number alone nothing can be stretched: a byte means what bytes mean.
  return bytes ? natural[0] : { low: found.low, high: found.low + apart(found.low) };
}
/** How far above a number another one lies that 32 bits tell from it. */
const apart = (value: number): number => Math.max(1, Math.abs(value) * 2 ** -22);

const boundsCode = `/** Black and white: the numbers that become the ends of a range. */
type Ends = Record<'low' | 'high', Numbers>;
const ends = (low: number, high: number): Ends => ({
  low: { shape: [1], values: Float32Array.of(low) },
  high: { shape: [1], values: Float32Array.of(high) },
});`;
const found = `/**
 * Items of which the numbers lie in one of these ranges, or are bytes that use half of theirs, keep
 * to it. Others go from the least to the greatest number of the items that are trained on.
 */
function fitEnds(items: Items, training: number[], ranges: [number, number][]): Ends {
  const size = sizeOf(items);
  let [low, high] = [Infinity, -Infinity];
  for (const item of training) {
    for (const value of items.values.subarray(item * size, (item + 1) * size)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const fitting = items.isBytes
    ? ranges.slice(0, low === high || high > 127.5 / 255 ? 1 : 0)
    : ranges.filter(([from, to]) => low >= from && high <= to);
  const next = low + Math.max(1, Math.abs(low) * 2 ** -22);
  const [from, to] = fitting[0] ?? [low, high > low ? high : next];
  return ends(from, to);
}`;
const byType = `/** Ends that the numbers of the file could have, by their type; those with a fraction go from 0 to 1. */
const typeEnds = ({ limits }: Items): Ends => ends(...(limits ?? [0, 1]));`;

/** For a preparation whose function is `functionText`, called `name`, of items and ends. */
export const boundsTypescript = (name: string, functionText: string, natural: readonly Bounds[]): PreparationCode => ({
  functions: (limits) => [boundsCode, limits === 'type' ? byType : found, functionText],
  fit: (items, training, limits) => (limits === 'type' ? `typeEnds(${items})` : `fitEnds(${items}, ${training}, [${natural.map(({ low, high }) => `[${low}, ${high}]`).join(', ')}])`),
  apply: (items, fitted) => `${name}(${items}, ${fitted})`,
});
