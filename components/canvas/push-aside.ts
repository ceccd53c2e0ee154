/** Makes room for a box between others: it goes past what lies to its left, and what lies to its right moves on, in columns as they stand. */
import type { Box, Moves } from '@/components/canvas-state/geometry';

const gap = 40;

const middle = (box: Box): number => box.x + box.width / 2;

/** `placed` as it was dropped, and everything else; new corners of what has to move, `placed` included. */
export function pushAside(placed: Box, others: readonly Box[]): Moves {
  const isLevel = (box: Box): boolean => box.y < placed.y + placed.height && placed.y < box.y + box.height;
  const beside = others.filter(isLevel);
  const left = beside.filter((box) => middle(box) < middle(placed));
  const x = Math.max(placed.x, ...left.map((box) => box.x + box.width + gap));
  const right = beside.filter((box) => middle(box) >= middle(placed));
  const from = Math.min(...right.map((box) => box.x));
  const by = x + placed.width + gap - from;
  const moves: Record<string, { x: number; y: number }> = x === placed.x ? {} : { [placed.id]: { x, y: placed.y } };
  if (right.length === 0 || by <= 0) return moves;
  // A column moves as one, and so does all behind it: the drawing keeps its order.
  for (const box of others) if (box.x >= from && !box.pinned) moves[box.id] = { x: box.x + by, y: box.y };
  return moves;
}
