/** Draws sprites, each with a stream of random numbers of its own. */
import { Random, streams } from '../../../random/counter';
import type { MemoryTable } from '../../table';
import type { LabelledSet, LoadOptions } from '../definition';
import { reportEvery } from '../progress';

const SIZE = 32;
const FACTORS = ['shape', 'scale', 'rotation', 'x', 'y'] as const;
const SCALES = 6;
/** From −TURN to TURN: a full turn is a circle, which no single number of a code can follow, and it hides which figure is seen. */
const ROTATIONS = 16;
const TURN = Math.PI / 12;
const POSITIONS = 32;
/** Half the width of the largest figure, in pixels: large, so that a network gains by telling figures apart. */
const REACH = 9;
/** Sub-pixels per side for soft edges. */
const GRID = 4;

/** Whether (x, y), y upwards, lies in the figure of half-width 1: square, ellipse, heart. */
const figures: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => Math.abs(x) < 0.8 && Math.abs(y) < 0.8,
  (x, y) => x * x + 4 * y * y < 1,
  (x, y) => {
    const u = 1.05 * x;
    const v = 1.15 * (y + 0.15) - 0.7 * Math.sqrt(Math.abs(u));
    return u * u + v * v < 0.85;
  },
];

export function drawSprites(set: LabelledSet, options: LoadOptions): MemoryTable {
  const count = options.count || set.defaultCount;
  const values = new Uint8Array(count * SIZE * SIZE);
  const labels = new Uint8Array(count);
  const factors = new Float32Array(count * FACTORS.length);
  const look = streams.items(options.seed, set.id);
  const report = reportEvery(options, count);
  for (let item = 0; item < count; item++) {
    report(item);
    const random = new Random(look, item);
    const shape = random.integer(figures.length);
    const scale = 0.5 + (0.5 * random.integer(SCALES)) / (SCALES - 1);
    const rotation = TURN * ((2 * random.integer(ROTATIONS)) / (ROTATIONS - 1) - 1);
    const x = random.integer(POSITIONS) / (POSITIONS - 1);
    const y = random.integer(POSITIONS) / (POSITIONS - 1);
    labels[item] = shape;
    factors.set([shape, scale, rotation, x, y], item * FACTORS.length);
    drawSprite(values.subarray(item * SIZE * SIZE, (item + 1) * SIZE * SIZE), shape, scale, rotation, x, y);
  }
  return {
    name: set.title,
    shape: [SIZE, SIZE, 1],
    range: 'unit',
    count,
    values,
    scale: 1 / 255,
    labels,
    labelNames: set.labelNames,
    factors: { names: FACTORS, values: factors },
  };
}

function drawSprite(out: Uint8Array, shape: number, scale: number, rotation: number, x: number, y: number): void {
  const contains = figures[shape]!;
  // A pixel is left around the largest at every turn.
  const room = REACH * 1.06 + 1;
  const centreX = room + x * (SIZE - 2 * room);
  const centreY = room + y * (SIZE - 2 * room);
  const half = REACH * scale;
  const cosine = Math.cos(rotation) / half;
  const sine = Math.sin(rotation) / half;
  const box = half * 1.2;
  const right = Math.min(SIZE, Math.ceil(centreX + box));
  const bottom = Math.min(SIZE, Math.ceil(centreY + box));
  for (let row = Math.max(0, Math.floor(centreY - box)); row < bottom; row++) {
    for (let column = Math.max(0, Math.floor(centreX - box)); column < right; column++) {
      let inside = 0;
      for (let sub = 0; sub < GRID * GRID; sub++) {
        const dx = column + ((sub % GRID) + 0.5) / GRID - centreX;
        const dy = centreY - row - (Math.floor(sub / GRID) + 0.5) / GRID;
        if (contains(dx * cosine + dy * sine, dy * cosine - dx * sine)) inside++;
      }
      out[row * SIZE + column] = Math.round((255 * inside) / (GRID * GRID));
    }
  }
}
