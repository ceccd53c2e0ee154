import { expect, it } from 'vitest';
import { knn } from './knn';

it('is the distance to the fifth nearest, and to the farthest of fewer', () => {
  const training = { count: 6, width: 1, values: Float32Array.of(0, 1, 2, 3, 4, 50) };
  const score = (count: number, at: number): number =>
    knn.score(knn.fit({ ...training, count, values: training.values.subarray(0, count) }, { seed: 1, components: 1 }), { count: 1, width: 1, values: Float32Array.of(at) })[0]!;
  expect(score(6, 0)).toBe(4);
  expect(score(6, 60)).toBe(59);
  expect(score(3, 0)).toBe(2);
});
it('keeps 2,000 rows, other ones for another seed, each once', () => {
  const training = { count: 5000, width: 1, values: Float32Array.from({ length: 5000 }, (_, i) => i) };
  const [first, second] = [1, 2].map((seed) => knn.fit(training, { seed, components: 1 })['rows']!);
  expect(first!.shape).toEqual([2000, 1]);
  expect(new Set(first!.data).size).toBe(2000);
  expect(first).not.toEqual(second);
});
