import type { ImageStrip } from '@/graph-engine/training/image-strip';

/** One picture of a strip. */
export function oneOf(strip: ImageStrip, at: number): ImageStrip {
  const size = strip.values.length / Math.max(1, strip.count);
  return { ...strip, count: 1, values: strip.values.subarray(at * size, (at + 1) * size) };
}
