/** Draws the code map on a canvas and finds what is under the pointer. Knows no React. */
import type { Labels } from '@/graph-engine/data/table';
import { labelColor } from './label-colors';
import type { ThemeColors } from '@/components/pictures/use-theme-colors';

export interface MapPoints {
  /** x, y of each item. */
  readonly points: Float32Array;
  readonly labels: Labels | null;
}
/** From the code's plane to pixels: `x * scale + left`, y upwards. */
export interface Plane {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** Equal units on both axes, all points inside, with room at the border. */
export function fitPlane({ points }: MapPoints, { width, height }: MapSize, margin = 18): Plane {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  if (minX > maxX) return { scale: 1, left: width / 2, top: height / 2 };
  const scale = Math.min((width - 2 * margin) / (maxX - minX || 1), (height - 2 * margin) / (maxY - minY || 1));
  return { scale, left: width / 2 - (scale * (minX + maxX)) / 2, top: height / 2 + (scale * (minY + maxY)) / 2 };
}
export const toPlane = ({ scale, left, top }: Plane, x: number, y: number): readonly [number, number] => [(x - left) / scale, (top - y) / scale];

/** The item within `reach` pixels of the pointer, or null. */
export function nearestPoint({ points }: MapPoints, plane: Plane, x: number, y: number, reach = 12): number | null {
  let best: number | null = null;
  let least = reach * reach;
  for (let i = 0; i < points.length; i += 2) {
    const distance = (points[i]! * plane.scale + plane.left - x) ** 2 + (plane.top - points[i + 1]! * plane.scale - y) ** 2;
    if (distance < least) {
      least = distance;
      best = i / 2;
    }
  }
  return best;
}

export interface MapLook {
  readonly radius: number;
  readonly colors: ThemeColors;
  readonly hidden?: ReadonlySet<number>;
  readonly marked?: number | null;
  /** The place that is decoded, on the plane. */
  readonly cross?: readonly [number, number] | null;
  readonly grid?: boolean;
}
export function drawMap(canvas: HTMLCanvasElement, { points, labels }: MapPoints, plane: Plane, { width, height }: MapSize, { radius, colors, hidden, marked = null, cross, grid }: MapLook): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  if (grid) drawAxes(context, plane, { width, height }, colors);
  context.globalAlpha = points.length > 1200 ? 0.75 : 0.9;
  const plain = colors('--accent');
  const order = labels ? [...new Set(labels)].sort((a, b) => a - b) : [null];
  // One path per colour: thousands of points stay cheap.
  for (const label of order) {
    if (label !== null && hidden?.has(label)) continue;
    context.fillStyle = label === null ? plain : labelColor(label);
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) {
      if (label !== null && labels![i / 2] !== label) continue;
      const [x, y] = [points[i]! * plane.scale + plane.left, plane.top - points[i + 1]! * plane.scale];
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
  }
  context.globalAlpha = 1;
  context.strokeStyle = colors('--text');
  context.lineWidth = 1.5;
  context.beginPath();
  if (marked !== null) context.arc(points[marked * 2]! * plane.scale + plane.left, plane.top - points[marked * 2 + 1]! * plane.scale, radius + 3, 0, 2 * Math.PI);
  if (cross) {
    const [x, y] = [cross[0] * plane.scale + plane.left, plane.top - cross[1] * plane.scale];
    context.moveTo(x - 8, y);
    context.lineTo(x + 8, y);
    context.moveTo(x, y - 8);
    context.lineTo(x, y + 8);
  }
  context.stroke();
}

function drawAxes(context: CanvasRenderingContext2D, { left, top, scale }: Plane, { width, height }: MapSize, colors: ThemeColors): void {
  const unit = 10 ** Math.floor(Math.log10(Math.max(width, height) / scale / 4));
  const step = [1, 2, 5, 10].map((factor) => factor * unit).find((size) => size * scale > 48) ?? unit * 10;
  context.strokeStyle = colors('--border');
  context.fillStyle = colors('--text-faint');
  context.font = `10px ${colors('--font-mono')}`;
  context.lineWidth = 1;
  context.beginPath();
  const print = (value: number): string => String(Number((value * step).toPrecision(3)));
  for (let i = Math.ceil(-left / scale / step); i * step * scale + left < width; i++) {
    const x = Math.round(i * step * scale + left) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.fillText(print(i), x + 3, height - 4);
  }
  for (let i = Math.ceil((top - height) / scale / step); top - i * step * scale > 0; i++) {
    const y = Math.round(top - i * step * scale) + 0.5;
    context.moveTo(0, y);
    context.lineTo(width, y);
    if (i !== 0 && y < height - 16) context.fillText(print(i), 4, y - 3);
  }
  context.stroke();
}
