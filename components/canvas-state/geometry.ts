/** Boxes on the canvas, in flow coordinates; what alignment, layout, frames and helper lines work on. */
import type { Position } from '@/graph-engine/document/types';

export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** It keeps its place. */
  readonly pinned?: boolean;
}
/** New top-left corners by id; boxes that stay are left out. */
export type Moves = Readonly<Record<string, Position>>;

/** The distance of the dots on the canvas, and of the snap. */
export const gridSize = 16;

export const snapped = (position: Position): Position => ({
  x: Math.round(position.x / gridSize) * gridSize,
  y: Math.round(position.y / gridSize) * gridSize,
});

export function boundsOf(boxes: readonly Box[]): Omit<Box, 'id'> | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

export const centreOf = (box: Omit<Box, 'id'>): Position => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** Only the entries that differ from where the boxes are now, and that may be moved. */
export function changedMoves(boxes: readonly Box[], moves: Moves): Moves {
  const now = new Map(boxes.map((box) => [box.id, box]));
  return Object.fromEntries(
    Object.entries(moves).filter(([id, { x, y }]) => {
      const box = now.get(id);
      return !box || (!box.pinned && (Math.abs(box.x - x) > 0.01 || Math.abs(box.y - y) > 0.01));
    }),
  );
}
