/** Turning items so that they are height, width, channels, and back to the order of their file. */
import { DataError } from '../data-error';
import { layouts, type Layout } from './layout';

/** `item` is height, width and channels of the turned items. */
export interface Turned<V> {
  readonly shape: readonly number[];
  readonly values: V;
}

/** `sizes` are those of one item in the file: two or three, or one of a vector, which cannot be turned. Throws DataError. */
export function turn<V extends Uint8Array | Float32Array>(values: V, sizes: readonly number[], layout: Layout, name: string): Turned<V> {
  const stored = sizes.length === 2 ? [...sizes, 1] : sizes;
  if (layout === 'channels-last') return { shape: stored, values };
  const { axes, title } = layouts[layout];
  if (sizes.length === 1 || (sizes.length === 2 && axes[2] !== 2)) {
    throw new DataError(`${name}: expected items of ${sizes.length === 1 ? 'two or three' : 'three'} dimensions, to be read as ${title.toLowerCase()}, and found ${sizes.join(' × ')}. Read them as ${layouts['channels-last'].title.toLowerCase()}.`);
  }
  const shape = axes.map((axis) => stored[axis]!);
  const strides = [stored[1]! * stored[2]!, stored[2]!, 1];
  return { shape, values: reordered(values, shape, axes.map((axis) => strides[axis]!)) };
}

/** Items of that shape, each side of which is walked with its stride in `values`. */
function reordered<V extends Uint8Array | Float32Array>(values: V, shape: readonly number[], strides: readonly number[]): V {
  const [height, width, channels] = shape as readonly [number, number, number];
  const [down, right, deep] = strides as readonly [number, number, number];
  const size = height * width * channels;
  const out = values.slice() as V;
  for (let start = 0; start < values.length; start += size) {
    let to = start;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < channels; c++) out[to++] = values[start + y * down + x * right + c * deep]!;
      }
    }
  }
  return out;
}

/** Turned items as a file holds them in that order; a picture with one channel, last, has two sides there, as in the files of MNIST. */
export function turnBack<V extends Uint8Array | Float32Array>(values: V, shape: readonly number[], layout: Layout): Turned<V> {
  if (shape.length !== 3) return { shape, values };
  const { axes } = layouts[layout];
  const back = [0, 1, 2].map((side) => axes.findIndex((axis) => axis === side));
  const sizes = back.map((side) => shape[side]!);
  const strides = [shape[1]! * shape[2]!, shape[2]!, 1];
  const stored = axes[2] === 2 && shape[2] === 1 ? sizes.slice(0, 2) : sizes;
  if (layout === 'channels-last') return { shape: stored, values };
  return { shape: stored, values: reordered(values, sizes, back.map((side) => strides[side]!)) };
}
