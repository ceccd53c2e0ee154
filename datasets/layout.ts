/** How the sides of one item lie in a file, and turning items so that they are height, width, channels. */
import { DataError } from './definition';

export const layouts = {
  'channels-last': { title: 'Height, width, channels', axes: [0, 1, 2] },
  'channels-first': { title: 'Channels, height, width', axes: [1, 2, 0] },
  transposed: { title: 'Width, height, channels', axes: [1, 0, 2] },
  'channels-first-transposed': { title: 'Channels, width, height', axes: [2, 1, 0] },
} as const satisfies Record<string, { readonly title: string; readonly axes: readonly [number, number, number] }>;

export type Layout = keyof typeof layouts;
export const layoutIds = Object.keys(layouts) as Layout[];

/** `item` is height, width and channels of the turned items. */
export interface Turned<V> {
  readonly shape: readonly number[];
  readonly values: V;
}

/** What `shape` becomes when the same file is read in another order. */
export function shapeAs(shape: readonly number[], before: Layout, after: Layout): readonly number[] {
  if (shape.length !== 3) return shape;
  const stored: number[] = [];
  layouts[before].axes.forEach((axis, i) => (stored[axis] = shape[i]!));
  return layouts[after].axes.map((axis) => stored[axis]!);
}

/** `sizes` are those of one item in the file: two or three, or one of a vector, which cannot be turned. Throws DataError. */
export function turn<V extends Uint8Array | Float32Array>(values: V, sizes: readonly number[], layout: Layout, name: string): Turned<V> {
  const stored = sizes.length === 2 ? [...sizes, 1] : sizes;
  if (layout === 'channels-last') return { shape: stored, values };
  const { axes, title } = layouts[layout];
  if (sizes.length === 1 || (sizes.length === 2 && axes[2] !== 2)) {
    throw new DataError(`${name}: expected items of ${sizes.length === 1 ? 'two or three' : 'three'} dimensions, to be read as ${title.toLowerCase()}, and found ${sizes.join(' × ')}. Read them as ${layouts['channels-last'].title.toLowerCase()}.`);
  }
  const [height, width, channels] = axes.map((axis) => stored[axis]!) as [number, number, number];
  const strides = [stored[1]! * stored[2]!, stored[2]!, 1];
  const [down, right, deep] = axes.map((axis) => strides[axis]!) as [number, number, number];
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
  return { shape: [height, width, channels], values: out };
}
