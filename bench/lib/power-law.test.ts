import { expect, it } from 'vitest';
import { powerLaw } from './power-law';

it('finds the exponent of a power law, and says how well it fits', () => {
  const exact = powerLaw([1, 2, 5, 9].map((x) => [x, 3 * x ** 1.5]));
  expect([exact.exponent, exact.r2]).toEqual([expect.closeTo(1.5), expect.closeTo(1)]);
  const bent = powerLaw([[1, 1], [2, 8], [4, 4], [8, 64]]);
  expect(bent.exponent).toBeCloseTo(1.7);
  expect(bent.r2).toBeLessThan(0.9);
});
