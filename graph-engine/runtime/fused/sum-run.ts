import { sizeOf } from '../../document/shape';
import { attr } from '../../program/ops/definition';
import type { Op } from '../../program/types';

export interface SumRun {
  readonly outer: number;
  readonly reduce: number;
  readonly inner: number;
}
/** [outer, reduce, inner] of a sum whose axes lie side by side, else null. */
export function runOf(op: Op, shape: readonly number[]): SumRun | null {
  const axes = attr.numbers(op.attrs, 'axes').filter((axis) => shape[axis] !== 1);
  const [first, last] = [Math.min(...axes), Math.max(...axes)];
  if (axes.length === 0 || shape.slice(first, last + 1).some((size, i) => size !== 1 && !axes.includes(first + i))) return null;
  return { outer: sizeOf(shape.slice(0, first)), reduce: sizeOf(shape.slice(first, last + 1)), inner: sizeOf(shape.slice(last + 1)) };
}
