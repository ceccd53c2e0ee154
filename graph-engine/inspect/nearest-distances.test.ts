import { expect, it } from 'vitest';
import { Random } from '../random/random';
import { distancesToNearest } from './nearest-distances';

const SEED = 20_261_134;

it(`is what sorting all distances gives, for every remainder of a tile, seed ${SEED}`, () => {
  const random = new Random(SEED);
  for (const [n, m, width, k] of [[1, 1, 1, 1], [2, 3, 5, 2], [7, 9, 3, 5], [33, 130, 260, 5], [70, 6, 700, 7], [5, 3, 2, 5]] as const) {
    const [rows, references] = [n, m].map((count) => Float32Array.from({ length: count * width }, () => random.normal())) as [Float32Array, Float32Array];
    const found = distancesToNearest(rows, references, width, k);
    for (let i = 0; i < n; i++) {
      const all = Array.from({ length: m }, (_, r) => Math.hypot(...Array.from({ length: width }, (__, d) => rows[i * width + d]! - references[r * width + d]!)));
      expect(found[i]).toBeCloseTo(all.sort((a, b) => a - b)[Math.min(k, m) - 1]!, 9);
    }
  }
});
it('keeps its digits far from the origin, where rows lie close together', () => {
  const references = Float32Array.of(1000, 1000, 1000.125, 1000, 1001, 1000);
  expect([...distancesToNearest(Float32Array.of(1000, 1000), references, 2, 1)]).toEqual([0]);
  expect([...distancesToNearest(Float32Array.of(1000, 1000), references, 2, 2)]).toEqual([0.125]);
});
