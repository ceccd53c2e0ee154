/** Arrays whose first axis runs fastest (Fortran, MATLAB), turned so that the last one does. */
import type { Numbers } from './byte-order';

/** Arrays of at most one side longer than 1 lie the same either way, and are given back. */
export function rowMajor<V extends Numbers>(values: V, shape: readonly number[]): V {
  if (values.length === 0 || shape.filter((side) => side > 1).length <= 1) return values;
  const out = values.slice() as V;
  const last = shape.length - 1;
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, side) => product * side, 1));
  const [length, stride] = [shape[last]!, strides[last]!];
  const place = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < values.length; ) {
    for (let i = 0, at = from; i < length; i++, at += stride) out[to++] = values[at]!;
    for (let axis = last - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++place[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      place[axis] = 0;
    }
  }
  return out;
}
