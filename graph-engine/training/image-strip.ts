/** Pictures of one shape, one after the other. */

export interface ImageStrip {
  readonly shape: readonly number[];
  readonly count: number;
  readonly values: Float32Array;
}

/** `count` items of a strip from item `from` on, as many as there are. */
export function partOfStrip(strip: ImageStrip, from: number, count = 1): ImageStrip {
  const size = strip.values.length / strip.count;
  const found = Math.max(0, Math.min(count, strip.count - from));
  return { shape: strip.shape, count: found, values: strip.values.subarray(from * size, (from + found) * size) };
}
