/** Items cut into the patches that the places of a code stand for, so that k-means may have the same code without a network. */
import { sizeOf, type Shape } from '../document/shape';

export interface Patches {
  /** The sizes of the code's places along the axes of an item. */
  readonly places: readonly number[];
  /** The sizes of the patch that each place stands for. */
  readonly patch: readonly number[];
}

/** Null where the places of `indices` do not go into an item of `shape`. */
export function patchesOf(shape: Shape, indices: Shape): Patches | null {
  if (sizeOf(indices) === 1) return { places: shape.map(() => 1), patch: shape };
  const places = shape.map((_, axis) => indices[axis] ?? 1);
  return indices.length <= shape.length && shape.every((size, axis) => Number.isInteger(size / places[axis]!)) ? { places, patch: shape.map((size, axis) => size / places[axis]!) } : null;
}
/** `2 × 2 patches`; whole items where there is one. */
export const placesText = ({ places }: Patches): string => (sizeOf(places) === 1 ? 'whole items' : `${places.filter((size, axis) => axis === 0 || size > 1).join(' × ')} patches`);

/** For each number of an item, its place among the patches, one after another. */
function orderOf(shape: Shape, patch: Shape): Uint32Array {
  const [size, length] = [sizeOf(shape), sizeOf(patch)];
  const along = shape.map((n, axis) => n / patch[axis]!);
  const order = new Uint32Array(size);
  for (let at = 0; at < size; at++) {
    let [rest, place, inside, placeStep, insideStep] = [at, 0, 0, 1, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const position = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
      place += Math.floor(position / patch[axis]!) * placeStep;
      inside += (position % patch[axis]!) * insideStep;
      placeStep *= along[axis]!;
      insideStep *= patch[axis]!;
    }
    order[at] = place * length + inside;
  }
  return order;
}
/** Rows of items cut into patches, one after another; a patch is as long as `patch` is large. */
export function cut(values: Float32Array, shape: Shape, patch: Shape): Float32Array {
  const order = orderOf(shape, patch);
  const cuts = new Float32Array(values.length);
  for (let item = 0; item < values.length; item += order.length) for (let at = 0; at < order.length; at++) cuts[item + order[at]!] = values[item + at]!;
  return cuts;
}
/** The items that were cut. */
export function joinCuts(cuts: Float32Array, shape: Shape, patch: Shape): Float32Array {
  const order = orderOf(shape, patch);
  const values = new Float32Array(cuts.length);
  for (let item = 0; item < cuts.length; item += order.length) for (let at = 0; at < order.length; at++) values[item + at] = cuts[item + order[at]!]!;
  return values;
}
