/** Helper lines: where a dragged box nearly lines up with another, and by how much to nudge it. */
import type { Box } from '@/components/canvas-state/geometry';

export interface Guides {
  readonly dx: number;
  readonly dy: number;
  /** Flow coordinates of a vertical and a horizontal line, or null. */
  readonly x: number | null;
  readonly y: number | null;
}

const stops = (start: number, length: number): readonly number[] => [start, start + length / 2, start + length];

function nearest(moving: readonly number[], still: readonly number[], reach: number): { shift: number; at: number } | null {
  let best: { shift: number; at: number } | null = null;
  for (const from of moving)
    for (const at of still) {
      const shift = at - from;
      if (Math.abs(shift) <= reach && (!best || Math.abs(shift) < Math.abs(best.shift))) best = { shift, at };
    }
  return best;
}

/** `reach` in flow units; only edges and centres count. */
export function guidesOf(moving: Omit<Box, 'id'>, others: readonly Box[], reach: number): Guides {
  const x = nearest(stops(moving.x, moving.width), others.flatMap((box) => stops(box.x, box.width)), reach);
  const y = nearest(stops(moving.y, moving.height), others.flatMap((box) => stops(box.y, box.height)), reach);
  return { dx: x?.shift ?? 0, dy: y?.shift ?? 0, x: x?.at ?? null, y: y?.at ?? null };
}
