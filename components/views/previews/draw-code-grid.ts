/** Draws what the places of a code of two numbers decode to, with the codes of items as points over it. Knows no React. */
import type { ViewResult } from '@/graph-engine/training/protocol';
import { gridPixels, rangeOf, tileOf } from '@/components/pictures/draw-strip';
import { labelColor } from '../label-colors';
import { classMarks } from './class-marks';
import type { ThemeColors } from '@/components/pictures/use-theme-colors';

export type CodeGrid = Extract<ViewResult, { kind: 'code-grid' }>;

/** The pictures stay behind the points, and the points behind the names of their classes. */
const GROUND = 0.34;
/** A mark takes so much of the side. */
const MARK = 1 / 11;
/** Longer names are not for a small map. */
const NAME = 10;
/** On every colour of a class. */
const INK = '#14161a';

export function drawCodeGrid(canvas: HTMLCanvasElement, { points, labels, labelNames, centre, reach, side, images }: CodeGrid, size: number, colors: ThemeColors): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(size * ratio);
  canvas.height = Math.round(size * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const tile = tileOf(images.shape);
  if (tile) {
    const pixels = gridPixels(images, tile, { columns: side, rows: side, gap: 0 }, rangeOf(images.values));
    const atlas = new OffscreenCanvas(pixels.width, pixels.height);
    atlas.getContext('2d')!.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
    context.globalAlpha = GROUND;
    context.drawImage(atlas, 0, 0, size, size);
    context.globalAlpha = 1;
  }
  const radius = Math.max(1.8, size / 110);
  const plain = colors('--accent');
  // One path per colour.
  for (const label of labels ? [...new Set(labels)].sort((a, b) => a - b) : [null]) {
    context.fillStyle = label === null ? plain : labelColor(label);
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) {
      if (label !== null && labels![i / 2] !== label) continue;
      const [x, y] = onGrid({ centre, reach }, size, points[i]!, points[i + 1]!);
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
  }
  if (!labels) return;
  const height = size * MARK;
  context.font = `700 ${Math.round(height * 0.78)}px ${getComputedStyle(canvas).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.strokeStyle = colors('--surface-raised');
  context.lineWidth = 2;
  for (const { label, x, y } of classMarks(points, labels, 2 * reach * MARK)) {
    const name = labelNames?.[label] ?? String(label);
    if (name.length > NAME) continue;
    const half = Math.max(height, context.measureText(name).width + height * 0.5) / 2;
    const [left, top] = onGrid({ centre, reach }, size, x, y);
    context.fillStyle = labelColor(label);
    context.beginPath();
    context.roundRect(left - half, top - height / 2, 2 * half, height, height / 2);
    context.fill();
    context.stroke();
    context.fillStyle = INK;
    context.fillText(name, left, top + height * 0.04);
  }
}

type Square = Pick<CodeGrid, 'centre' | 'reach'>;
/** Where a code lies on a square of `size` pixels, y upwards. */
export const onGrid = ({ centre, reach }: Square, size: number, x: number, y: number): readonly [number, number] => [((x - centre[0]) / reach + 1) * (size / 2), (1 - (y - centre[1]) / reach) * (size / 2)];
/** The code at a pixel; beyond the border that of the border. */
export function codeAt({ centre, reach }: Square, size: number, x: number, y: number): readonly [number, number] {
  const inside = (pixel: number): number => Math.min(1, Math.max(-1, (2 * pixel) / size - 1));
  return [centre[0] + reach * inside(x), centre[1] - reach * inside(y)];
}
