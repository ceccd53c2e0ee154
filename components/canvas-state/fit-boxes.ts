/** The view in which boxes are seen as large as an area allows. */
import type { Viewport } from '@xyflow/react';
import { boundsOf, type Box } from './geometry';

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
export interface FitOptions {
  /** A smaller zoom is not taken: the beginning is shown instead. */
  readonly least: number;
  /** Down to this one it is taken all the same where all is seen with it. */
  readonly whole?: number;
  readonly most: number;
  /** What lies over the area, in its coordinates, at its bottom: no box comes under it as long as all are shown. */
  readonly avoid?: Area | null;
  /** What is shown in any case where not all is, in coordinates of the boxes. */
  readonly around?: Omit<Box, 'id'> | null;
}

/** Around what is fitted; at its right wires lead round to the card below. */
const [margin, right] = [16, 34];
/** What is left of it before anything is made smaller than it can be read. */
const thin = 4;

/** How large a drawing may be that is fitted to the area at this zoom, in its own coordinates. */
export const roomAt = (zoom: number, { width, height }: Pick<Area, 'width' | 'height'>): Pick<Area, 'width' | 'height'> => ({
  width: Math.max(1, width - margin - right) / zoom,
  height: Math.max(1, height - 2 * margin) / zoom,
});

interface Line {
  readonly start: number;
  readonly length: number;
}
/** A side of the area: what is free of its margins, and all of it but a thin one. */
interface Side {
  readonly from: number;
  readonly free: number;
  readonly all: number;
}

/** Where a line begins: in the middle of the room, or, where it is longer, so that its beginning or what matters is seen. */
function place({ start, length }: Line, zoom: number, { from, free, all }: Side, around: Line | null): number {
  const shown = length * zoom;
  if (shown <= free) return from + (free - shown) / 2 - start * zoom;
  if (shown <= all) return thin + (all - shown) / 2 - start * zoom;
  const first = from - start * zoom;
  if (!around) return first;
  // As much of the beginning as leaves room for it.
  const wanted = around.length * zoom > free ? from - around.start * zoom : from + free - (around.start + around.length) * zoom;
  return Math.min(first, Math.max(first - (shown - free), wanted));
}

export function fitBoxes(boxes: readonly Box[], { width, height }: Pick<Area, 'width' | 'height'>, { least, most, whole = least, avoid = null, around = null }: FitOptions): Viewport {
  const bounds = boundsOf(boxes);
  if (!bounds) return { x: 0, y: 0, zoom: 1 };
  const [x, y]: readonly [Line, Line] = [{ start: bounds.x, length: bounds.width }, { start: bounds.y, length: bounds.height }];
  const inside = (bottom: number): Viewport => {
    const across: Side = { from: margin, free: Math.max(1, width - margin - right), all: Math.max(1, width - 2 * thin) };
    const down: Side = { from: margin, free: Math.max(1, height - margin - bottom), all: Math.max(1, height - thin - Math.max(thin, bottom - margin + thin)) };
    const free = Math.min(most, across.free / x.length, down.free / y.length);
    const all = Math.min(most, across.all / x.length, down.all / y.length);
    const zoom = free >= least ? free : all >= least ? least : all >= whole ? all : least;
    return { x: place(x, zoom, across, around && { start: around.x, length: around.width }), y: place(y, zoom, down, around && { start: around.y, length: around.height }), zoom };
  };
  const seen = inside(margin);
  if (!avoid) return seen;
  const isUnder = ({ x: left, y: top, zoom }: Viewport): boolean =>
    boxes.some((box) => box.x * zoom + left < avoid.left + avoid.width + 8 && (box.x + box.width) * zoom + left > avoid.left - 8 && (box.y + box.height) * zoom + top > avoid.top - 8);
  return isUnder(seen) ? inside(height - avoid.top + 12) : seen;
}
