/** Draws a set of digits, each with a stream of random numbers of its own. */
import { Random, streams } from '../../../random/counter';
import type { MemoryTable } from '../../table';
import type { DrawnSet, LoadOptions } from '../definition';
import { reportEvery } from '../progress';
import { digitShapes, type DigitShape } from './digit-shapes';
import { Raster } from './raster';
import { traceStroke } from './spline';

const SIZE = 28;

/** Sets with other ids have other digits. */
export function drawDigits(set: DrawnSet, options: LoadOptions): MemoryTable {
  const count = options.count || set.defaultCount;
  const values = new Uint8Array(count * SIZE * SIZE);
  const labels = new Uint8Array(count);
  const raster = new Raster(SIZE, SIZE);
  const look = streams.items(options.seed, set.id);
  const report = reportEvery(options, count);
  for (let item = 0; item < count; item++) {
    report(item);
    labels[item] = labelOf(options.seed, set.id, item);
    // Each item has a stream of its own, so that asking for more items leaves the first ones as they are.
    drawDigit(raster, digitShapes[labels[item]!]!, new Random(look, item), values, item * SIZE * SIZE);
  }
  return {
    name: set.title,
    shape: [SIZE, SIZE, 1],
    range: 'unit',
    count,
    values,
    scale: 1 / 255,
    labels,
    labelNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    factors: null,
  };
}

/** Every ten items hold each digit once, in random order. */
function labelOf(seed: number, set: string, item: number): number {
  return new Random(streams.classes(seed, set), Math.floor(item / 10)).permutation(10)[item % 10]!;
}

function drawDigit(raster: Raster, shapes: readonly DigitShape[], random: Random, out: Uint8Array, offset: number): void {
  const shape = pickShape(shapes, random);
  const place = handOf(shape, random);
  const jitter = random.uniform(0.012, 0.045);
  const paths = shape.strokes.map((stroke) => {
    const points = stroke.map(({ x, y, corner }) => ({ ...place(x + random.normal(0, jitter), y + random.normal(0, jitter)), corner }));
    return traceStroke(points, 0.8);
  });
  const radius = Math.min(2, Math.max(0.7, 1.2 * Math.exp(random.normal(0, 0.28))));
  settle(paths, radius + 0.5, random.normal(0, 0.9), random.normal(0, 0.9));

  raster.clear();
  for (const path of paths) drawPath(raster, path, radius, random);
  raster.blur(random.uniform(0.06, 0.17));
  raster.writeBytes(out, offset, random.uniform(1.05, 1.35));
}

function pickShape(shapes: readonly DigitShape[], random: Random): DigitShape {
  let left = random.uniform(0, shapes.reduce((sum, { weight }) => sum + weight, 0));
  return shapes.find(({ weight }) => (left -= weight) < 0) ?? shapes[0]!;
}

/** One writer's habit as a map from the unit box to pixels: size, width, slant, turn, and a slow bend of the whole figure. */
function handOf(shape: DigitShape, random: Random): (x: number, y: number) => { x: number; y: number } {
  const height = Math.min(22, Math.max(13.5, random.normal(18.5, 1.6)));
  const width = Math.max(2, height * shape.aspect * Math.exp(random.normal(0.06, 0.16)));
  const slant = clamp(random.normal(0.12, 0.22), 0.65);
  const angle = random.normal(0, 0.09);
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const bendX = random.normal(0, 0.045);
  const bendY = random.normal(0, 0.045);
  const phaseX = random.uniform(0, 2 * Math.PI);
  const phaseY = random.uniform(0, 2 * Math.PI);
  // Some write a wide top on a narrow base, some the other way round.
  const taper = random.normal(0, 0.14);
  return (x, y) => {
    const u = (x - 0.5 + bendX * Math.sin(4 * y + phaseX)) * (1 + taper * (y - 0.5)) * width;
    const v = (y - 0.5 + bendY * Math.sin(4 * x + phaseY)) * height;
    const sheared = u - slant * v;
    return { x: sheared * cosine - v * sine, y: sheared * sine + v * cosine };
  };
}

/** Moves all paths together to (dx, dy) from the middle of the canvas, or as near as the frame allows; too large a figure shrinks. */
function settle(paths: readonly number[][], margin: number, dx: number, dy: number): void {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const path of paths) {
    for (let i = 0; i < path.length; i++) {
      low[i & 1] = Math.min(low[i & 1]!, path[i]!);
      high[i & 1] = Math.max(high[i & 1]!, path[i]!);
    }
  }
  const space = SIZE - 2 * margin;
  const scale = Math.min(1, space / Math.max(high[0]! - low[0]!, high[1]! - low[1]!));
  const middle = [(low[0]! + high[0]!) / 2, (low[1]! + high[1]!) / 2];
  const target = [dx, dy].map((shift, axis) => SIZE / 2 + clamp(shift, (space - scale * (high[axis]! - low[axis]!)) / 2));
  for (const path of paths) for (let i = 0; i < path.length; i++) path[i] = target[i & 1]! + scale * (path[i]! - middle[i & 1]!);
}

/** The pen sets down firmly, presses unevenly on the way, and often lifts at the end. */
function drawPath(raster: Raster, path: readonly number[], radius: number, random: Random): void {
  const last = path.length / 2 - 1;
  const lift = random.uniform(0, 0.45);
  const wave = random.uniform(0, 0.16);
  const phase = random.uniform(0, 2 * Math.PI);
  const speed = random.uniform(2, 6);
  const pen = (i: number): number => {
    const t = last > 0 ? i / last : 0;
    return radius * (1 + wave * Math.sin(speed * t + phase)) * (1 - lift * Math.max(0, t - 0.75) * 4 * 0.6);
  };
  if (last === 0) raster.segment(path[0]!, path[1]!, radius, path[0]!, path[1]!, radius);
  for (let i = 0; i < last; i++) {
    raster.segment(path[2 * i]!, path[2 * i + 1]!, pen(i), path[2 * i + 2]!, path[2 * i + 3]!, pen(i + 1));
  }
}

const clamp = (value: number, limit: number): number => Math.min(limit, Math.max(-limit, value));
