/** Pictures that are no faces: a digit in chalk, and a landscape with a house. */
import type { Random } from '../../../random/counter';
import { digitShapes } from '../strokes/digit-shapes';
import type { Painter } from '../strokes/painter';
import { traceStroke } from '../strokes/spline';
import { SIZE } from './paint-face';

export function paintDigit(painter: Painter, random: Random): void {
  ground(painter, random.uniform(0.36, 0.5), random.uniform(-1, 1));
  painter.frame(SIZE / 2, SIZE / 2, random.normal(0, 0.15));
  const shape = random.pick(random.pick(digitShapes));
  const height = random.uniform(17, 24);
  const width = height * Math.max(0.2, shape.aspect);
  const pen = random.uniform(0.9, 1.6);
  const tone = random.uniform(0.75, 0.95);
  for (const stroke of shape.strokes) {
    const points = stroke.map(({ x, y, corner }) => ({ x: (x - 0.5) * width, y: (y - 0.5) * height, corner }));
    painter.line(traceStroke(points, 2), pen, tone);
  }
}

export function paintLandscape(painter: Painter, random: Random): void {
  const sky = random.uniform(0.6, 0.85);
  painter.frame(0, 0, 0);
  painter.region(16, 16, SIZE, () => -1, (_, y) => sky * (1 + 0.006 * y));
  painter.ellipse(random.uniform(3, 29), random.uniform(3, 8), 2.6, 2.6, 0.98);
  const horizon = random.uniform(16, 22);
  const [slope, phase] = [random.uniform(0.5, 3), random.uniform(0, 6)];
  painter.region(16, 24, SIZE, (x, y) => horizon + slope * Math.sin(x / 6 + phase) - y, random.uniform(0.25, 0.45));
  const [x, wide, high, wall] = [random.uniform(8, 24), random.uniform(4, 6), random.uniform(4, 6), random.uniform(0.5, 0.9)];
  const foot = horizon + 4;
  painter.region(x, foot - high, 9, (u, v) => Math.max(Math.abs(u - x) - wide, Math.abs(v - (foot - high / 2)) - high / 2 - 1), wall);
  painter.region(x, foot - high, 12, (u, v) => Math.max(foot - high - 6 - v + Math.abs(u - x) * (6 / (wide + 1.5)), v - (foot - high - 0.5)) * 0.7, 0.15);
  for (const side of [-1, 1]) painter.region(x + side * wide * 0.5, foot - high * 0.6, 2, (u, v) => Math.max(Math.abs(u - x - side * wide * 0.5), Math.abs(v - foot + high * 0.6)) - 1, 0.1);
  for (let tree = 0; tree < 1 + random.integer(3); tree++) {
    const [at, size] = [random.uniform(2, 30), random.uniform(2, 4)];
    painter.line([at, foot + 3, at, foot - 2], 0.6, 0.12);
    painter.ellipse(at, foot - 2 - size, size, size * 1.3, random.uniform(0.15, 0.35));
  }
}

function ground(painter: Painter, tone: number, light: number): void {
  painter.frame(SIZE / 2, SIZE / 2, 0);
  painter.region(0, 0, SIZE, () => -1, (x, y) => tone * (1 + 0.012 * light * x - 0.008 * y));
}
