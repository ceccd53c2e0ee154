/** The number that becomes black and the one that becomes white, for preparations that promise a range. */
import type { DataTable } from '@/datasets/definition';
import { limitsOf } from '../integers';
import { numberOf, scalar, type Fitted, type FitOptions } from './definition';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}
export const fits = (): Readonly<Record<string, readonly number[]>> => ({ low: [1], high: [1] });
export const fittedOf = ({ low, high }: Bounds): Fitted => ({ low: scalar(low), high: scalar(high) });
export const boundsOf = (fitted: Fitted): Bounds => ({ low: numberOf(fitted, 'low'), high: numberOf(fitted, 'high') });

/** Least and greatest number of these items, as the table gives them. */
export function extremesOf({ values, scale, count }: DataTable, items: Uint32Array): Bounds {
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
function reachHalf({ values, count }: DataTable, items: Uint32Array): boolean {
  const size = values.length / count;
  return items.some((item) => values.subarray(item * size, (item + 1) * size).some((value: number) => value >= HALF));
}
const within = ({ low, high }: Bounds, range: Bounds): boolean => low >= range.low && high <= range.high;

/**
 * Numbers that lie in one of the `natural` ranges, the first that holds them, are taken as they are meant. Others, and integers that
 * leave most of their range empty, go from the least to the greatest number of the training items.
 */
export function fitBounds(table: DataTable, { training, limits }: FitOptions, natural: readonly [Bounds, ...Bounds[]]): Bounds {
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
  return meant ?? (found.low < found.high ? found : { low: found.low, high: found.low + 1 });
}
