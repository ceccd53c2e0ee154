/** Where a new dot goes among those of a wire: between the two that it is nearest to being between. */
import type { Position } from '@/graph-engine/document/types';

const distance = (a: Position, b: Position): number => Math.hypot(a.x - b.x, a.y - b.y);

/** `ends`: of the wire, from its output to its input. */
export function withBend(bends: readonly Position[], ends: readonly [Position, Position], at: Position): readonly Position[] {
  const course = [ends[0], ...bends, ends[1]];
  const detours = course.slice(1).map((to, index) => distance(course[index]!, at) + distance(at, to) - distance(course[index]!, to));
  const place = detours.indexOf(Math.min(...detours));
  return [...bends.slice(0, place), { x: Math.round(at.x), y: Math.round(at.y) }, ...bends.slice(place)];
}
