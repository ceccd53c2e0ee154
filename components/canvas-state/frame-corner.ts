/** Where a frame lies about what is in it. */
import type { Position } from '@/graph-engine/document/types';

/** What a frame leaves around the boxes in it, and for its title. */
export const frameRoom = { padding: 32, title: 40 } as const;

/** Where a collapsed frame lies once it is open: where its card stood, or around the corners of what it held, where they lie to the left of that or above. */
export function openCorner({ x, y }: Position, held: readonly Position[]): Position {
  const left = Math.min(...held.map((corner) => corner.x));
  const top = Math.min(...held.map((corner) => corner.y));
  const { padding, title } = frameRoom;
  // A card that was put at the corner of what it holds touches it.
  return { x: left <= x ? left - padding : x, y: top <= y ? top - padding - title : y };
}
