/** How large an item becomes. */
import type { PictureSize } from '../formats/picture-limits';
import type { PictureOptions } from './options';

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
};

export interface ItemSize {
  /** Pictures are brought to this before they are used; null: each is taken as it is. */
  readonly fitted: PictureSize | null;
  readonly item: PictureSize;
  /** Nobody asked for this size, and the pictures are of several. */
  readonly chosen: boolean;
}

/** `sizes`: of the pictures, of which there is at least one. */
export function itemSize(sizes: readonly PictureSize[], options: PictureOptions): ItemSize {
  const { tile, rows, patches } = options;
  const whole = tile ?? rows;
  const usual: PictureSize = whole ?? { width: median(sizes.map(({ width }) => width)), height: median(sizes.map(({ height }) => height)) };
  const asked = options.width !== undefined || options.height !== undefined;
  const size: PictureSize = {
    width: options.width ?? (options.height === undefined ? usual.width : Math.max(1, Math.round((options.height * usual.width) / usual.height))),
    height: options.height ?? (options.width === undefined ? usual.height : Math.max(1, Math.round((options.width * usual.height) / usual.width))),
  };
  if (patches) return { fitted: asked ? size : null, item: { width: patches.size, height: patches.size }, chosen: false };
  const several = !whole && sizes.some(({ width, height }) => width !== sizes[0]!.width || height !== sizes[0]!.height);
  return { fitted: size, item: size, chosen: several && !asked };
}
