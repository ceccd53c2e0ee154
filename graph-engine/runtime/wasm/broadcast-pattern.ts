/** How a smaller tensor is repeated to fill a larger one, where that can be said with three numbers. */
import { sizeOf } from '../../document/shape';

export interface Pattern {
  /** Item (o, i) of the smaller is item (o, r, i) of the larger for all r below `repeat`: [outer, inner] → [outer, repeat, inner]. */
  readonly repeat: number;
  readonly inner: number;
}

/** null when the repeated axes do not lie side by side. */
export function patternOf(from: readonly number[], to: readonly number[]): Pattern | null {
  const padded = [...new Array<number>(to.length - from.length).fill(1), ...from];
  const repeated = padded.map((size, axis) => size === 1 && to[axis]! > 1);
  const first = repeated.indexOf(true);
  if (first < 0) return { repeat: 1, inner: sizeOf(to) };
  const last = repeated.lastIndexOf(true);
  if (padded.slice(first, last + 1).some((size) => size !== 1)) return null;
  return { repeat: sizeOf(to.slice(first, last + 1)), inner: sizeOf(to.slice(last + 1)) };
}
