/** What lies in a frame: boxes whose centre is inside. They move with it. */
import { centreOf, type Box } from '@/components/canvas-state/geometry';

export function membersOf(frame: Omit<Box, 'id'>, boxes: readonly Box[]): readonly string[] {
  return boxes
    .filter((box) => {
      const { x, y } = centreOf(box);
      return x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
    })
    .map((box) => box.id);
}

const padding = 32;
const titleHeight = 40;

/** A frame with room around the boxes, or a default one at `at`. */
export function frameAround(boxes: readonly Box[], at: { readonly x: number; readonly y: number }): Omit<Box, 'id'> {
  if (boxes.length === 0) return { x: at.x, y: at.y, width: 480, height: 320 };
  const x = Math.min(...boxes.map((box) => box.x)) - padding;
  const y = Math.min(...boxes.map((box) => box.y)) - padding - titleHeight;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + padding;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + padding;
  return { x, y, width: right - x, height: bottom - y };
}
