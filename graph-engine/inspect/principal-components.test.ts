import { PCA } from 'ml-pca';
import { expect, it } from 'vitest';
import { Random } from '../random/random';
import { lostBy, principalComponents, projections, rebuilt } from './principal-components';

/** Rows of `size` numbers with variances that fall slowly, mixed and moved. */
function rows(n: number, size: number, seed: number): Float32Array {
  const random = new Random(seed);
  const mix = Float64Array.from({ length: size * size }, () => random.normal());
  const values = new Float32Array(n * size);
  for (let i = 0; i < n; i++) {
    const hidden = Float64Array.from({ length: size }, (_, k) => random.normal() / (1 + k / 4));
    for (let j = 0; j < size; j++) values[i * size + j] = 3 + hidden.reduce((sum, h, k) => sum + h * mix[k * size + j]!, 0);
  }
  return values;
}
const errorOf = (values: Float32Array, given: ArrayLike<number>): number => values.reduce((sum, x, i) => sum + (x - given[i]!) ** 2, 0);

it.each([[9, 2], [40, 12], [40, 40]])('loses as little as the exact decomposition: %i values in %i numbers', (size, count) => {
  const values = rows(300, size, 5);
  const found = principalComponents(values, size, count);
  const ours = errorOf(values, rebuilt(found, projections(found, values), 300));
  expect(300 * lostBy(found, values)).toBeCloseTo(ours, 1);
  const pca = new PCA(Array.from({ length: 300 }, (_, i) => [...values.subarray(i * size, (i + 1) * size)]));
  const total = 299 * pca.getEigenvalues().slice(count).reduce((sum, x) => sum + x, 0);
  expect(ours).toBeLessThanOrEqual(1.002 * total + 1e-6 * errorOf(values, values.map(() => 3)));
  for (const [i, a] of found.directions.entries()) {
    for (const [j, b] of found.directions.entries()) expect(a.reduce((sum, x, k) => sum + x * b[k]!, 0)).toBeCloseTo(i === j ? 1 : 0, 8);
  }
});
it('finds no more directions than there are', () => {
  const line = Float32Array.from({ length: 60 }, (_, i) => (i % 3) * Math.floor(i / 3));
  expect(principalComponents(line, 3, 3).directions).toHaveLength(1);
  const one = principalComponents(Float32Array.of(1, 2, 3), 3, 2);
  expect([one.directions.length, [...one.mean]]).toEqual([0, [1, 2, 3]]);
  expect([...rebuilt(one, projections(one, Float32Array.of(4, 4, 4)), 1)]).toEqual([1, 2, 3]);
});
