/** Where the tools of a wire go: at its middle, or as near to it as they cover no port and no end of the wire that a hand may want. */
import type { Box } from '@/components/canvas-state/geometry';

type Rect = Omit<Box, 'id'>;
const margin = 3;
/** Distance of two places that are tried, in canvas units. */
const step = 6;
const farthest = 60;

const meets = (a: Rect, b: Rect): boolean => a.x < b.x + b.width + margin && b.x < a.x + a.width + margin && a.y < b.y + b.height + margin && b.y < a.y + a.height + margin;

/** The middle of a pill of that size, straight above or below `wanted`. Where all is taken, the farthest place above. */
export function placePill(wanted: { readonly x: number; readonly y: number }, size: { readonly width: number; readonly height: number }, taken: readonly Rect[]): { readonly x: number; readonly y: number } {
  const near = taken.filter((box) => box.x < wanted.x + size.width && box.x + box.width > wanted.x - size.width);
  for (let i = 0; i <= farthest; i++) {
    for (const dy of i === 0 ? [0] : [-i * step, i * step]) {
      const rect = { x: wanted.x - size.width / 2, y: wanted.y + dy - size.height / 2, ...size };
      if (!near.some((box) => meets(rect, box))) return { x: wanted.x, y: wanted.y + dy };
    }
  }
  return { x: wanted.x, y: wanted.y - farthest * step };
}
