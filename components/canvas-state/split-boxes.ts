/** A drawing in parts that follow each other, for where it does not fit as a whole. */
import { boundsOf, type Box } from './geometry';

interface Room {
  readonly width: number;
  readonly height: number;
}

/** From the left as many as fit beside each other, or from the top where all do; then those that follow. A box that is larger than the room is a part by itself. */
export function splitBoxes(boxes: readonly Box[], room: Room): readonly (readonly Box[])[] {
  const bounds = boundsOf(boxes);
  if (!bounds) return [];
  if (boxes.length === 1 || (bounds.width <= room.width && bounds.height <= room.height)) return [boxes];
  const [at, size] = bounds.width > room.width ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const sorted = boxes.toSorted((a, b) => a[at] - b[at]);
  const end = sorted[0]![at] + room[size];
  const next = sorted.findIndex((box, index) => index > 0 && box[at] + box[size] > end);
  // The first alone is too large.
  const count = next < 0 ? 1 : next;
  return [...splitBoxes(sorted.slice(0, count), room), ...splitBoxes(sorted.slice(count), room)];
}
