/** Places what is drawn along its wires as templates are placed, by its measured sizes, where the old drawing began. */
import { arrange, type Card, type Link } from '@/graph-engine/layout/arrange';
import { boundsOf, changedMoves, snapped, type Box, type Moves } from '@/components/canvas-state/geometry';

export function layoutBoxes(boxes: readonly (Box & Card)[], links: readonly Link[]): Moves {
  const before = boundsOf(boxes);
  if (!before) return {};
  const places = arrange(boxes, links);
  // On the grid as a whole, so that what stands in a row does.
  const start = snapped(before);
  return changedMoves(boxes, Object.fromEntries(Object.entries(places).map(([id, { x, y }]) => [id, { x: start.x + x, y: start.y + y }])));
}
