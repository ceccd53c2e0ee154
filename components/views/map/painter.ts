/** Paints a map into a canvas: axes below, the points, and a ring about the item that is pointed at. Knows no React. */
import type { Labels } from '@/graph-engine/data/table';
import type { ThemeColors } from '@/components/pictures/use-theme-colors';
import type { Size } from '../use-size';
import { labelColor } from '../label-colors';
import { drawAxes } from './draw-axes';
import { packed, rasterise } from './rasterise';
import { toPixels, type Viewport } from './viewport';

export interface Scene {
  /** x, y of each item. */
  readonly points: Float32Array;
  /** Of each item, packed; 0 is not shown. */
  readonly colors: Uint32Array;
  /** In CSS pixels. */
  readonly radius: number;
  readonly marked?: number | null;
  /** Whether the axes mean something. */
  readonly axes?: boolean;
}
/** How much of a colour is left of a class that is dimmed. */
const DIMMED = 0.16;

export interface ColorChoice {
  readonly hidden?: ReadonlySet<number>;
  /** The class that stands out, all others being dimmed. */
  readonly lit?: number | null;
}
/** A colour for each of `items`: that of its class. */
export function colorsOf(items: number, labels: Labels | null, theme: ThemeColors, { hidden, lit = null }: ColorChoice = {}): Uint32Array {
  if (!labels) return new Uint32Array(items).fill(packed(theme('--accent')));
  const ground = theme('--surface-raised');
  const known = new Map<number, number>();
  return Uint32Array.from({ length: items }, (_, item) => {
    const label = labels[item]!;
    const color = known.get(label) ?? (hidden?.has(label) ? 0 : packed(labelColor(label), ground, lit === null || lit === label ? 1 : DIMMED));
    known.set(label, color);
    return color;
  });
}
/** The more items there are, the smaller: in CSS pixels. */
export const radiusFor = (items: number): number => (items > 20_000 ? 1.25 : items > 5000 ? 1.75 : items > 1200 ? 2.5 : 3);

export class MapPainter {
  private readonly layer = document.createElement('canvas');
  private image: ImageData | null = null;

  constructor(private readonly canvas: HTMLCanvasElement) {}

  paint({ points, colors, radius, marked = null, axes = false }: Scene, view: Viewport, { width, height }: Size, theme: ThemeColors): void {
    const ratio = window.devicePixelRatio || 1;
    const { canvas, layer } = this;
    const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
    for (const one of [canvas, layer]) {
      if (one.width !== wide) one.width = wide;
      if (one.height !== high) one.height = high;
    }
    const context = canvas.getContext('2d');
    const below = layer.getContext('2d');
    if (!context || !below) return;
    if (this.image?.width !== wide || this.image.height !== high) this.image = below.createImageData(wide, high);
    rasterise({ pixels: new Uint32Array(this.image.data.buffer), width: wide, height: high }, { points, colors, scale: view.scale * ratio, left: view.left * ratio, top: view.top * ratio, radius: radius * ratio });
    below.putImageData(this.image, 0, 0);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, wide, high);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (axes) drawAxes(context, view, { width, height }, theme);
    context.drawImage(layer, 0, 0, width, height);
    if (marked === null || marked * 2 >= points.length) return;
    const [x, y] = toPixels(view, [points[marked * 2]!, points[marked * 2 + 1]!]);
    context.strokeStyle = theme('--text');
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x, y, radius + 3, 0, 2 * Math.PI);
    context.stroke();
  }
}
