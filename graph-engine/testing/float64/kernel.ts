/** An operation of the program in double precision, as plain as its definition reads: slow, and right. */
import { sizeOf } from '../../document/shape';
import type { RunContext } from '../../program/ops/definition';
import type { Attrs } from '../../program/types';

export interface Tensor64 {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}
/** @returns the numbers of the output, whose shape is given. */
export type Kernel64 = (inputs: readonly Tensor64[], output: { readonly shape: readonly number[]; readonly attrs: Attrs; readonly run: RunContext }) => Float64Array;

/** The stride of a tensor of `shape` along each axis of `to`: 0 where it is repeated. */
export function stridesFor(shape: readonly number[], to: readonly number[]): number[] {
  const padded = [...new Array<number>(to.length - shape.length).fill(1), ...shape];
  return padded.map((size, axis) => (size === 1 && to[axis] !== 1 ? 0 : sizeOf(padded.slice(axis + 1))));
}

/** Calls `visit` with the indices along each axis, and the position, of every number of a tensor; the list is the same one each time. */
export function eachPlace(shape: readonly number[], visit: (index: readonly number[], at: number) => void): void {
  const index = shape.map(() => 0);
  const size = sizeOf(shape);
  for (let at = 0; at < size; at++) {
    visit(index, at);
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis]! === shape[axis]; axis--) index[axis] = 0;
  }
}
