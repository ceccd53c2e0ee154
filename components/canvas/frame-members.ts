/** What lies in a frame: boxes whose centre is inside. They move with it. And where a frame and its card lie. */
import { frameRoom } from '@/components/canvas-state/frame-corner';
import type { Position } from '@/graph-engine/document/types';
import { boundsOf, centreOf, type Box } from '@/components/canvas-state/geometry';

export function membersOf(frame: Omit<Box, 'id'>, boxes: readonly Box[]): readonly string[] {
  return boxes
    .filter((box) => {
      const { x, y } = centreOf(box);
      return x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
    })
    .map((box) => box.id);
}

/** Of the card that a frame is collapsed into; each of its ports adds to it. */
const card = { width: 264, height: 80, port: 24 };
const gap = 24;

/** Where that card goes: at the corner of what it holds, or of one of them, or as far below as no other box lies. `ports`: in its higher column. */
export function cardCorner(held: readonly Box[], others: readonly Box[], ports: number): Position {
  const bounds = boundsOf(held) ?? { x: 0, y: 0 };
  const { width } = card;
  const height = card.height + ports * card.port;
  const under = ({ x, y }: Position): Box | undefined => others.find((box) => box.x < x + width + gap && x < box.x + box.width + gap && box.y < y + height + gap && y < box.y + box.height + gap);
  let corner: Position = [bounds, ...held].find((offer) => !under(offer)) ?? bounds;
  for (let box = under(corner); box; box = under(corner)) corner = { x: corner.x, y: box.y + box.height + gap };
  return { x: corner.x, y: corner.y };
}

const { padding, title: titleHeight } = frameRoom;

/** A frame with room around the boxes, or a default one at `at`. */
export function frameAround(boxes: readonly Box[], at: { readonly x: number; readonly y: number }): Omit<Box, 'id'> {
  if (boxes.length === 0) return { x: at.x, y: at.y, width: 480, height: 320 };
  const x = Math.min(...boxes.map((box) => box.x)) - padding;
  const y = Math.min(...boxes.map((box) => box.y)) - padding - titleHeight;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + padding;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + padding;
  return { x, y, width: right - x, height: bottom - y };
}
