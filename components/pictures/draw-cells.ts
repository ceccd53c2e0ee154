/** Draws the items of a strip into cells of one canvas: images as pixels, anything else as bars. */
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import { gridPixels, rangeOf, tileOf, type ValueRange } from './draw-strip';

export interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** Width and height of a cell, and the space between two, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}
export interface BarColors {
  readonly bar: string;
  readonly ground: string;
}
const MOST_BARS = 64;

/** Height of a cell for its width, so that images keep their proportion. */
export function cellHeight(shape: readonly number[], width: number): number {
  const tile = tileOf(shape);
  return tile ? Math.max(1, Math.round((width * tile.height) / tile.width)) : width;
}

export function drawCells(canvas: HTMLCanvasElement, strip: ImageStrip, cells: Cells, colors: BarColors, range: ValueRange = rangeOf(strip.values)): void {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [cells.columns * (cells.width + cells.gap) - cells.gap, cells.rows * (cells.height + cells.gap) - cells.gap];
  if (width <= 0 || height <= 0) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  context.imageSmoothingEnabled = false;
  const count = Math.min(strip.count, cells.columns * cells.rows);
  const place = (item: number): [number, number] => [(item % cells.columns) * (cells.width + cells.gap), Math.floor(item / cells.columns) * (cells.height + cells.gap)];
  const tile = tileOf(strip.shape);
  if (!tile) {
    for (let item = 0; item < count; item++) drawBars(context, strip, item, place(item), cells, colors, range);
    return;
  }
  const pixels = gridPixels(strip, tile, { columns: 1, rows: count, gap: 0 }, range);
  const atlas = new OffscreenCanvas(pixels.width, pixels.height);
  atlas.getContext('2d')!.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  for (let item = 0; item < count; item++) {
    const [x, y] = place(item);
    context.drawImage(atlas, 0, item * tile.height, tile.width, tile.height, x, y, cells.width, cells.height);
  }
}

function drawBars(context: CanvasRenderingContext2D, strip: ImageStrip, item: number, [x, y]: [number, number], cells: Cells, colors: BarColors, range: ValueRange): void {
  const size = strip.values.length / strip.count;
  const bars = Math.min(size, MOST_BARS, Math.floor(cells.width));
  context.fillStyle = colors.ground;
  context.fillRect(x, y, cells.width, cells.height);
  context.fillStyle = colors.bar;
  const low = Math.min(0, range.low);
  const unit = cells.height / (Math.max(0, range.high) - low || 1);
  const zero = y + cells.height + low * unit;
  const step = cells.width / bars;
  for (let bar = 0; bar < bars; bar++) {
    const value = strip.values[item * size + Math.floor((bar * size) / bars)]!;
    const length = value * unit;
    context.fillRect(x + bar * step, Math.min(zero, zero - length), Math.max(0.5, step - (step > 3 ? 1 : 0)), Math.max(0.5, Math.abs(length)));
  }
}
