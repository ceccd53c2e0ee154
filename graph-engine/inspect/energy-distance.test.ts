import { expect, it } from 'vitest';
import { Random } from '../random/random';
import { energyDistance } from './energy-distance';

const normal = (n: number, seed: number, mean = 0, deviation = 1): Float32Array => {
  const random = new Random(seed);
  return Float32Array.from({ length: n }, () => mean + deviation * random.normal());
};

it('is that of the definition', () => {
  // 2 · mean(|0−1|, |0−3|, |2−1|, |2−3|) − mean(0, 2, 2, 0) − mean(0, 2, 2, 0)
  expect(energyDistance(Float32Array.of(0, 2), Float32Array.of(1, 3), 1)).toBeCloseTo(2 * 1.5 - 1 - 1, 12);
  expect(energyDistance(Float32Array.of(0, 0, 3, 4), Float32Array.of(0, 0, 3, 4), 2)).toBeCloseTo(0, 12);
});
it('grows with the distance of the distributions, and is small for two samples of one', () => {
  const prior = normal(1600, 1);
  const same = energyDistance(normal(1600, 2), prior, 2);
  const moved = energyDistance(normal(1600, 2, 0.5), prior, 2);
  const narrow = energyDistance(normal(1600, 2, 0, 0.1), prior, 2);
  expect(same).toBeLessThan(0.01);
  expect(moved).toBeGreaterThan(10 * same);
  expect(narrow).toBeGreaterThan(moved);
});
