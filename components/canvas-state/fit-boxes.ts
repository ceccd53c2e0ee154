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
  readonly most: number;
  /** What lies over the area, in its coordinates, at its bottom: no box comes under it as long as all are shown. */
  readonly avoid?: Area | null;
  /** What is shown in any case where not all is, in coordinates of the boxes. */
  readonly around?: Omit<Box, 'id'> | null;
}

/** Around what is fitted; at its right wires lead round to the card below. */
const [margin, right] = [16, 34];

/** Where a line of `length` begins: in the middle of the room, or, where it is longer, so that its beginning or what matters is seen. */
function place(start: number, length: number, zoom: number, room: number, around: { readonly start: number; readonly length: number } | null): number {
  if (length * zoom <= room) return (room - length * zoom) / 2 - start * zoom;
  const first = -start * zoom;
  if (!around) return first;
  const wanted = room / 2 - (around.start + around.length / 2) * zoom;
  return Math.min(first, Math.max(first - (length * zoom - room), wanted));
}

export function fitBoxes(boxes: readonly Box[], { width, height }: Pick<Area, 'width' | 'height'>, { least, most, avoid = null, around = null }: FitOptions): Viewport {
  const bounds = boundsOf(boxes);
  if (!bounds) return { x: 0, y: 0, zoom: 1 };
  const inside = (bottom: number): Viewport => {
    const [w, h] = [Math.max(1, width - margin - right), Math.max(1, height - margin - bottom)];
    const zoom = Math.max(least, Math.min(most, w / bounds.width, h / bounds.height));
    return {
      x: margin + place(bounds.x, bounds.width, zoom, w, around && { start: around.x, length: around.width }),
      y: margin + place(bounds.y, bounds.height, zoom, h, around && { start: around.y, length: around.height }),
      zoom,
    };
  };
  const whole = inside(margin);
  if (!avoid) return whole;
  const isUnder = ({ x, y, zoom }: Viewport): boolean =>
    boxes.some((box) => box.x * zoom + x < avoid.left + avoid.width + 8 && (box.x + box.width) * zoom + x > avoid.left - 8 && (box.y + box.height) * zoom + y > avoid.top - 8);
  return isUnder(whole) ? inside(height - avoid.top + 12) : whole;
}
