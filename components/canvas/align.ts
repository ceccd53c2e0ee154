/** Lines boxes up along an edge or a centre, and spreads them with equal gaps. */
import { boundsOf, changedMoves, type Box, type Moves } from '@/components/canvas-state/geometry';

export type Alignment = 'left' | 'right' | 'top' | 'bottom' | 'centre' | 'middle';
export type Axis = 'horizontal' | 'vertical';

export function alignBoxes(boxes: readonly Box[], alignment: Alignment): Moves {
  // What is pinned says where the others go.
  const pinned = boxes.filter((box) => box.pinned);
  const bounds = boundsOf(pinned.length > 0 ? pinned : boxes);
  if (!bounds || boxes.length < 2) return {};
  const place: Record<Alignment, (box: Box) => { x: number; y: number }> = {
    left: (box) => ({ x: bounds.x, y: box.y }),
    right: (box) => ({ x: bounds.x + bounds.width - box.width, y: box.y }),
    centre: (box) => ({ x: bounds.x + (bounds.width - box.width) / 2, y: box.y }),
    top: (box) => ({ x: box.x, y: bounds.y }),
    bottom: (box) => ({ x: box.x, y: bounds.y + bounds.height - box.height }),
    middle: (box) => ({ x: box.x, y: bounds.y + (bounds.height - box.height) / 2 }),
  };
  return changedMoves(boxes, Object.fromEntries(boxes.map((box) => [box.id, place[alignment](box)])));
}

/** The outermost two stay where they are; fewer than three boxes have nothing to spread. */
export function distributeBoxes(boxes: readonly Box[], axis: Axis): Moves {
  const bounds = boundsOf(boxes);
  if (!bounds || boxes.length < 3) return {};
  const horizontal = axis === 'horizontal';
  const sorted = [...boxes].sort((a, b) => (horizontal ? a.x - b.x : a.y - b.y));
  const used = boxes.reduce((sum, box) => sum + (horizontal ? box.width : box.height), 0);
  const gap = ((horizontal ? bounds.width : bounds.height) - used) / (boxes.length - 1);
  let at = horizontal ? bounds.x : bounds.y;
  const moves: Record<string, { x: number; y: number }> = {};
  for (const box of sorted) {
    moves[box.id] = horizontal ? { x: at, y: box.y } : { x: box.x, y: at };
    at += (horizontal ? box.width : box.height) + gap;
  }
  return changedMoves(boxes, moves);
}
