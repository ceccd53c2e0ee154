/**
 * Puts an ImageStrip on one canvas: every item becomes a tile of RGBA pixels, all tiles are written in one `putImageData`
 * and scaled by the style. Grey and RGB images only; `tileOf` says whether a shape is one.
 */
import type { ImageStrip } from '@/graph-engine/training/image-strip';

export interface Tile {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}
export interface ValueRange {
  /** What is drawn black. */
  readonly low: number;
  /** What is drawn white. */
  readonly high: number;
  /** They are neither 0 and 1 nor −1 and 1, but what was found. */
  readonly stretched?: boolean;
}
/** Width and height of an item as an image, or null when its shape is not one. Squares of three and up are read from flat vectors. */
export function tileOf(shape: readonly number[]): Tile | null {
  const [height = 0, width = 0, channels = 1] = shape;
  if (shape.length === 3 && (channels === 1 || channels === 3) && height > 1 && width > 1) return { width, height, channels };
  if (shape.length === 2 && height > 1 && width > 1) return { width, height, channels: 1 };
  const side = Math.sqrt(height);
  return shape.length === 1 && Number.isInteger(side) && side >= 3 ? { width: side, height: side, channels: 1 } : null;
}

/** Black and white of strips that are compared: 0 and 1 where the values keep to it, −1 and 1 for signed ones, else what is found. */
export function rangeOf(...strips: readonly Float32Array[]): ValueRange {
  let low = Infinity;
  let high = -Infinity;
  for (const values of strips) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(low <= high)) return { low: 0, high: 1 };
  // Reconstructions overshoot a little; that must not shift the grey of the rest.
  if (low >= -0.2 && high <= 1.25) return { low: 0, high: 1 };
  if (low >= -1.25 && high <= 1.25) return { low: -1, high: 1 };
  return { low, high: high === low ? low + 1 : high, stretched: true };
}

/** Says that pictures do not show their numbers at face value; null where they do. */
export function contrastText({ low, high, stretched }: ValueRange): string | null {
  const print = (x: number): string => x.toLocaleString('en', { maximumSignificantDigits: 5 }).replace('-', '−');
  return stretched ? `Contrast stretched: ${print(low)} is black, ${print(high)} is white` : null;
}

export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  readonly gap: number;
}
/** RGBA pixels of `strip` laid out in a grid; the gaps stay transparent. */
export function gridPixels(strip: ImageStrip, tile: Tile, { columns, rows, gap }: GridLayout, range: ValueRange): { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number } {
  const width = columns * tile.width + (columns - 1) * gap;
  const height = rows * tile.height + (rows - 1) * gap;
  const data = new Uint8ClampedArray(width * height * 4);
  const scale = 255 / (range.high - range.low);
  const itemSize = tile.width * tile.height * tile.channels;
  const shown = Math.min(strip.count, columns * rows);
  for (let item = 0; item < shown; item++) {
    const left = (item % columns) * (tile.width + gap);
    const top = Math.floor(item / columns) * (tile.height + gap);
    let source = item * itemSize;
    for (let y = 0; y < tile.height; y++) {
      let target = ((top + y) * width + left) * 4;
      for (let x = 0; x < tile.width; x++) {
        for (let channel = 0; channel < 3; channel++) {
          data[target + channel] = (strip.values[source + (tile.channels === 3 ? channel : 0)]! - range.low) * scale;
        }
        data[target + 3] = 255;
        target += 4;
        source += tile.channels;
      }
    }
  }
  return { data, width, height };
}
