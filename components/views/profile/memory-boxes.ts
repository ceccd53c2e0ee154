/** Where the values of a memory plan lie in its picture, in CSS pixels, and which of them is at a place. */
import type { PlacedValue } from '@/graph-engine/training/profile/types';

export interface Scale {
  readonly width: number;
  readonly height: number;
  readonly operations: number;
  readonly bytes: number;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** What is thinner could not be seen. */
const LEAST = 1.5;
/** As near as a finger or a mouse gets to something thin. */
const REACH = 3;

/** Address 0 lies at the bottom. */
export function boxesOf(values: readonly PlacedValue[], { width, height, operations, bytes }: Scale): readonly Box[] {
  const [across, up] = [width / Math.max(1, operations), height / Math.max(1, bytes)];
  return values.map(({ offset, bytes: size, first, last }) => {
    const tall = Math.max(LEAST, size * up);
    return { x: first * across, y: Math.max(0, height - offset * up - tall), width: Math.max(LEAST, (last + 1 - first) * across), height: tall };
  });
}

/** The smallest value at a place, or the nearest that is hardly farther than its edge. */
export function valueAt(boxes: readonly Box[], x: number, y: number): number | null {
  const away = (box: Box): number => Math.max(box.x - x, x - box.x - box.width, box.y - y, y - box.y - box.height, 0);
  const near = boxes.flatMap((box, i) => (away(box) <= REACH ? [{ i, distance: away(box), area: box.width * box.height }] : []));
  return near.toSorted((a, b) => a.distance - b.distance || a.area - b.area)[0]?.i ?? null;
}
