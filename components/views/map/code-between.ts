/** The code at a place of a map: on its plane, or, where the map is no plane (t-SNE, UMAP), between the codes of the items that lie nearest. */
import type { CodePlane } from '@/graph-engine/training/protocol';
import type { Place } from './viewport';

/** Items whose codes are mixed. */
const NEAREST = 4;

export const codeOnPlane = ({ origin, directions }: CodePlane, [x, y]: Place): number[] => Array.from(origin, (value, i) => value + x * directions[0][i]! + y * directions[1][i]!);

/** Mean of the codes of the nearest items, by the inverse of their squared distances: over an item it is that item's. `codes`: [items, size] */
export function codeBetween(points: Float32Array, codes: Float32Array, [x, y]: Place): number[] {
  const items = points.length / 2;
  const size = codes.length / items;
  const best: { readonly item: number; readonly distance: number }[] = [];
  for (let item = 0; item < items; item++) {
    const distance = (points[2 * item]! - x) ** 2 + (points[2 * item + 1]! - y) ** 2;
    if (best.length === NEAREST && distance >= best[NEAREST - 1]!.distance) continue;
    const at = best.findIndex((one) => one.distance > distance);
    best.splice(at < 0 ? best.length : at, 0, { item, distance });
    if (best.length > NEAREST) best.pop();
  }
  if (best[0]?.distance === 0) return [...codes.subarray(best[0].item * size, (best[0].item + 1) * size)];
  const total = best.reduce((sum, { distance }) => sum + 1 / distance, 0);
  return Array.from({ length: size }, (_, i) => best.reduce((sum, { item, distance }) => sum + codes[item * size + i]! / distance, 0) / total);
}
