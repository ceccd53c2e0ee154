/** How the numbers of a file's tensor are brought into the order of a parameter here: one way = one object in a file of this folder and a line in the registry. */
import type { Shape } from '../../document/shape';
import type { Weights } from '../../runtime/device';
import type { Wanted } from '../mapping/wanted';

export interface Arrangement {
  readonly id: string;
  /** For people, such as `transposed`; empty for what is taken as it lies. */
  readonly title: string;
  /** Whose order it undoes: files of one program hold to one. */
  readonly of: 'any' | 'pytorch';
  /** The shape that a tensor of shape `found` gets; null where it does not apply. */
  shapeOf(found: Shape, wanted: Wanted): Shape | null;
  apply(found: Weights, wanted: Wanted): Weights;
}

/** Axis `i` of what it gives is axis `axes[i]` of the tensor. */
export function permuted({ shape, data }: Weights, axes: readonly number[]): Weights {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  const sides = axes.map((axis) => shape[axis]!);
  const steps = axes.map((axis) => strides[axis]!);
  const out = new Float32Array(data.length);
  const at = sides.map(() => 0);
  let from = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = data[from]!;
    for (let axis = sides.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      at[axis] = at[axis]! + 1;
      if (at[axis]! < sides[axis]!) break;
      from -= steps[axis]! * sides[axis]!;
      at[axis] = 0;
    }
  }
  return { shape: sides, data: out };
}
