/** What part of a map is shown: the plane of the code on the pixels of a pane, panned and zoomed. */
import type { Size } from '../use-size';

/** `x * scale + left`, y upwards. */
export interface Viewport {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}
export type Place = readonly [x: number, y: number];

/** How far in and out from the view of all points. */
const MOST = 400;
const LEAST = 0.25;
/** Pixels of the points that stay in the pane however far it is panned. */
const KEPT = 40;

/** Equal units on both axes, all points inside, with room at the border. `points`: x, y of each. */
export function fitViewport(points: Float32Array, { width, height }: Size, margin = 18): Viewport {
  const [minX, maxX, minY, maxY] = boundsOf(points);
  if (minX > maxX) return { scale: 1, left: width / 2, top: height / 2 };
  const scale = Math.max(1e-12, Math.min((width - 2 * margin) / (maxX - minX || 1), (height - 2 * margin) / (maxY - minY || 1)));
  return { scale, left: width / 2 - (scale * (minX + maxX)) / 2, top: height / 2 + (scale * (minY + maxY)) / 2 };
}
/** Least and greatest x, then y; values that are not finite count for nothing. */
export function boundsOf(points: Float32Array): readonly [number, number, number, number] {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return [minX, maxX, minY, maxY];
}
export const toPlane = ({ scale, left, top }: Viewport, x: number, y: number): Place => [(x - left) / scale, (top - y) / scale];
export const toPixels = ({ scale, left, top }: Viewport, [x, y]: Place): Place => [x * scale + left, top - y * scale];

/** Nearer by `factor`, with the pixel (x, y) staying over its place; within bounds about `whole`, the view of all points. */
export function zoomed(view: Viewport, whole: Viewport, factor: number, [x, y]: Place): Viewport {
  const scale = Math.min(whole.scale * MOST, Math.max(whole.scale * LEAST, view.scale * factor));
  const by = scale / view.scale;
  return { scale, left: x - (x - view.left) * by, top: y - (y - view.top) * by };
}
/** Moved by pixels, so far that some of the points stay in the pane. */
export function panned(view: Viewport, points: Float32Array, { width, height }: Size, [dx, dy]: Place): Viewport {
  const [minX, maxX, minY, maxY] = boundsOf(points);
  const moved = { ...view, left: view.left + dx, top: view.top + dy };
  if (minX > maxX) return moved;
  const within = (value: number, least: number, most: number): number => Math.min(Math.max(least, most), Math.max(Math.min(least, most), value));
  const left = within(moved.left, KEPT - maxX * view.scale, width - KEPT - minX * view.scale);
  const top = within(moved.top, KEPT + minY * view.scale, height - KEPT + maxY * view.scale);
  return { scale: view.scale, left, top };
}

/** The item within `reach` pixels, or null; `shown` says of an item whether it is there to be found. */
export function nearestItem(points: Float32Array, view: Viewport, [x, y]: Place, reach = 12, shown: (item: number) => boolean = () => true): number | null {
  let best: number | null = null;
  let least = reach * reach;
  const [u, v] = toPlane(view, x, y);
  const squared = view.scale * view.scale;
  for (let i = 0; i < points.length; i += 2) {
    const distance = ((points[i]! - u) ** 2 + (points[i + 1]! - v) ** 2) * squared;
    if (distance >= least || !shown(i / 2)) continue;
    least = distance;
    best = i / 2;
  }
  return best;
}
