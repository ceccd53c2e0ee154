import { expect, it } from 'vitest';
import { Random } from '../../../random/random';
import { isolationForest } from './isolation-forest';

const SEED = 20_261_133;
const options = { seed: SEED, components: 1 };

it('has paths of the length that two and three rows leave no choice for', () => {
  // Two rows: one split parts them, and c(2) is 1. A row like them ends beside one of them.
  const two = { count: 2, width: 1, values: Float32Array.of(0, 1) };
  expect([...isolationForest.score(isolationForest.fit(two, options), two)]).toEqual([0.5, 0.5]);
  // Three equidistant rows: one end is split off at depth 1 in half of the trees, and at depth 2 in the others; the middle one always at depth 2.
  const three = { count: 3, width: 1, values: Float32Array.of(0, 1, 2) };
  const c3 = 2 * (Math.log(2) + 0.5772156649) - 4 / 3;
  const [first, middle, last] = isolationForest.score(isolationForest.fit(three, options), three);
  expect(middle).toBeCloseTo(2 ** (-2 / c3), 6);
  expect(first).toBeGreaterThan(2 ** (-1.7 / c3));
  expect(first).toBeLessThan(2 ** (-1.3 / c3));
  // In each tree the ends have depths of 1 and 2.
  expect(-Math.log2(first!) * c3 - Math.log2(last!) * c3).toBeCloseTo(3, 6);
});
it('scores ½ where every row is the same, and splits no column without difference', () => {
  const same = { count: 300, width: 3, values: new Float32Array(900).fill(4) };
  const scores = isolationForest.score(isolationForest.fit(same, options), same);
  for (const score of scores) expect(score).toBeCloseTo(0.5, 6);
  const random = new Random(SEED);
  const values = Float32Array.from({ length: 900 }, (_, at) => (at % 3 === 1 ? random.normal() : 7));
  const columns = new Set(isolationForest.fit({ count: 300, width: 3, values }, options)['columns']!.data);
  expect(columns).toEqual(new Set([-1, 1]));
});
it('grows 100 trees of height 8 at most, less where there are fewer rows, and others for another seed', () => {
  const random = new Random(SEED);
  const numbers = Float32Array.from({ length: 2000 }, () => random.normal());
  const rows = (count: number) => ({ count, width: 2, values: numbers.subarray(0, 2 * count) });
  expect(isolationForest.fit(rows(1000), options)['columns']!.shape).toEqual([100, 511]);
  expect(isolationForest.fit(rows(300), options)).not.toEqual(isolationForest.fit(rows(300), { ...options, seed: 1 }));
  expect(isolationForest.fit(rows(20), options)['columns']!.shape).toEqual([100, 63]);
  expect([...isolationForest.fit(rows(20), options)['sizes']!.data]).toEqual([20, 2]);
});
it('parts neighbouring float32 numbers', () => {
  const next = new Float32Array(new Uint32Array([0x3f800001]).buffer)[0]!;
  const rows = { count: 2, width: 1, values: Float32Array.of(1, next) };
  expect([...isolationForest.score(isolationForest.fit(rows, options), rows)]).toEqual([0.5, 0.5]);
});
