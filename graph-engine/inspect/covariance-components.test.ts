import { expect, it } from 'vitest';
import { Random } from '../random/random';
import { componentsByCovariance } from './covariance-components';
import { principalComponents } from './principal-components';

const SEED = 20_261_135;

it(`finds what subspace iteration finds, with a count of rows that is no multiple of four, seed ${SEED}`, () => {
  const random = new Random(SEED);
  const [n, size] = [203, 12];
  const rows = Float32Array.from({ length: n * size }, (_, at) => random.normal(at % size, 1 + (at % size)));
  const [exact, iterated] = [componentsByCovariance(rows, size, 5), principalComponents(rows, size, 5)];
  exact.mean.forEach((mean, j) => expect(mean).toBeCloseTo(iterated.mean[j]!, 9));
  expect(exact.directions).toHaveLength(5);
  exact.directions.forEach((direction, c) => {
    const cosine = direction.reduce((sum, x, j) => sum + x * iterated.directions[c]![j]!, 0);
    expect(Math.abs(cosine)).toBeCloseTo(1, 6);
  });
});
it('has no direction where rows do not differ', () => {
  expect(componentsByCovariance(Float32Array.of(1, 2, 1, 2), 2, 2).directions).toHaveLength(0);
  expect(componentsByCovariance(Float32Array.of(1, 1, 2, 2, 4, 4), 2, 2).directions).toHaveLength(1);
});
