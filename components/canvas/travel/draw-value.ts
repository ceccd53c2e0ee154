/** Draws one value on a small canvas: a picture as a picture, maps of features as a mosaic, anything else as bars. */
import type { PortType } from '@/graph-engine/document/port-type';
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import { gridPixels, rangeOf, tileOf, type ValueRange } from '@/components/pictures/draw-strip';

/** More would be thinner than a pixel. */
const MOST_BARS = 20;
/** Maps along a side. */
const MOST_MAPS = 4;
/** Of the side of the canvas, left free around bars. */
const AIR = 0.1;

/** Codes and features of square sizes are no pictures. */
const isPicture = (type: PortType): boolean => (type.tag === 'data' || type.tag === 'logits') && tileOf(type.shape) !== null;

export function drawValue(canvas: HTMLCanvasElement, strip: ImageStrip, item: number, type: PortType, color: string): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  const size = strip.values.length / strip.count;
  const values = strip.values.subarray(item * size, (item + 1) * size);
  const [height = 1, width = 1, maps = 1] = strip.shape;
  if (isPicture(type)) drawMaps(context, canvas, { shape: strip.shape, count: 1, values }, rangeOf(values));
  else if (strip.shape.length === 3 && height > 1 && width > 1) drawMaps(context, canvas, mapsOf(values, height * width, maps, [height, width]), rangeOf(values));
  else drawBars(context, canvas, values, color);
}

/** The first maps of an item, each as a picture. */
function mapsOf(values: Float32Array, area: number, maps: number, shape: readonly number[]): ImageStrip {
  const side = Math.max(1, Math.min(MOST_MAPS, Math.floor(Math.sqrt(maps))));
  const count = side * side;
  return { shape, count, values: Float32Array.from({ length: count * area }, (_, i) => values[(i % area) * maps + Math.floor(i / area)]!) };
}
function drawMaps(context: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement, strip: ImageStrip, range: ValueRange): void {
  const tile = tileOf(strip.shape);
  if (!tile) return;
  const side = Math.round(Math.sqrt(strip.count));
  const pixels = gridPixels(strip, tile, { columns: side, rows: side, gap: side > 1 ? 1 : 0 }, range);
  const atlas = new OffscreenCanvas(pixels.width, pixels.height);
  atlas.getContext('2d')!.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  const scale = Math.min(width / pixels.width, height / pixels.height);
  const [w, h] = [pixels.width * scale, pixels.height * scale];
  context.drawImage(atlas, (width - w) / 2, (height - h) / 2, w, h);
}
/** From the middle where some are below 0, else from the ground. */
function drawBars(context: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement, values: Float32Array, color: string): void {
  const bars = Math.min(MOST_BARS, values.length);
  const shown = Array.from({ length: bars }, (_, bar) => values[Math.floor((bar * values.length) / bars)]!);
  const low = Math.min(0, ...shown);
  const span = Math.max(0, ...shown) - low || 1;
  const [left, top] = [width * AIR, height * AIR];
  const unit = (height - 2 * top) / span;
  const zero = height - top + low * unit;
  const step = (width - 2 * left) / bars;
  context.fillStyle = color;
  shown.forEach((value, bar) => {
    const length = value * unit;
    context.fillRect(left + bar * step, Math.min(zero, zero - length), Math.max(1, step * 0.8), Math.max(1.5, Math.abs(length)));
  });
}
