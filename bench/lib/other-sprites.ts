/** Pictures of one cross, ring or triangle, with other factors than those of the product's sprites: figure, size and place, and no rotation. */
import type { MemoryTable } from '@/graph-engine/data/table';
import { Random } from '@/graph-engine/random/counter';

const [SIDE, COUNT, SIZES, PLACES] = [32, 6000, 4, 16];
const NAMES = ['figure', 'size', 'x', 'y'] as const;
/** Whether (x, y) lies in the figure of half-width 1. */
const figures: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => Math.abs(x) < 1 && Math.abs(y) < 1 && (Math.abs(x) < 0.35 || Math.abs(y) < 0.35),
  (x, y) => x * x + y * y < 1 && x * x + y * y > 0.25,
  (x, y) => y > -1 && y < 1 && Math.abs(x) < (1 - y) / 2,
];

export function otherSprites(seed: number): MemoryTable {
  const random = new Random(seed);
  const values = new Float32Array(COUNT * SIDE * SIDE);
  const factors = new Float32Array(COUNT * NAMES.length);
  const labels = new Uint8Array(COUNT);
  for (let item = 0; item < COUNT; item++) {
    const [figure, size, x, y] = [random.integer(figures.length), random.integer(SIZES), random.integer(PLACES), random.integer(PLACES)];
    factors.set([figure, size, x, y], item * NAMES.length);
    labels[item] = figure;
    const half = 3 + size;
    const [centreX, centreY] = [x, y].map((place) => 7 + (place * (SIDE - 14)) / (PLACES - 1)) as [number, number];
    for (let at = 0; at < SIDE * SIDE; at++) {
      const [row, column] = [Math.floor(at / SIDE), at % SIDE];
      let inside = 0;
      for (const [dx, dy] of [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]] as const) {
        if (figures[figure]!((column + dx - centreX) / half, (centreY - row - dy) / half)) inside++;
      }
      values[item * SIDE * SIDE + at] = inside / 4;
    }
  }
  return { name: 'other sprites', shape: [SIDE, SIDE, 1], range: 'unit', count: COUNT, values, scale: 1, labels, labelNames: null, factors: { names: NAMES, values: factors } };
}
