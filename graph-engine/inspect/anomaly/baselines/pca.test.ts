import { expect, it } from 'vitest';
import { Random } from '../../../random/random';
import { pca } from './pca';

const SEED = 20_261_132;

it('is the squared distance from the line of the training rows', () => {
  // Along (3, 4) / 5, about (1, 1).
  const values = Float32Array.from([-2, -1, 0, 1, 2].flatMap((t) => [1 + 0.6 * t, 1 + 0.8 * t]));
  const fitted = pca.fit({ count: 5, width: 2, values }, { seed: 1, components: 1 });
  const scores = pca.score(fitted, { count: 3, width: 2, values: Float32Array.of(1, 1, 4, 5, 1 - 0.8, 1 + 0.6) });
  expect(scores[0]).toBeCloseTo(0, 6);
  expect(scores[1]).toBeCloseTo(0, 6);
  expect(scores[2]).toBeCloseTo(1, 6);
});
it(`ranks nothing where the components tell all, seed ${SEED}`, () => {
  const random = new Random(SEED);
  const rows = { count: 50, width: 6, values: Float32Array.from({ length: 300 }, () => random.normal()) };
  expect([...pca.score(pca.fit(rows, { seed: 1, components: 6 }), rows)]).toEqual(Array(50).fill(0));
});
it(`gives of wide rows what it gives of narrow ones, seed ${SEED}`, () => {
  // Three directions of variance in 40 columns, and the same rows with 260 columns of nothing beside them.
  const random = new Random(SEED);
  const directions = Array.from({ length: 3 }, () => Float32Array.from({ length: 40 }, () => random.normal()));
  const narrow = new Float32Array(100 * 40);
  for (let i = 0; i < 100; i++) {
    const along = directions.map(() => random.normal());
    for (let j = 0; j < 40; j++) narrow[i * 40 + j] = along.reduce((sum, a, c) => sum + a * directions[c]![j]!, random.normal(0, 0.1));
  }
  const wide = new Float32Array(100 * 300);
  for (let i = 0; i < 100; i++) wide.set(narrow.subarray(i * 40, (i + 1) * 40), i * 300);
  const [few, many] = [{ count: 100, width: 40, values: narrow }, { count: 100, width: 300, values: wide }];
  const options = { seed: 1, components: 3 };
  const [a, b] = [pca.score(pca.fit(few, options), few), pca.score(pca.fit(many, options), many)];
  a.forEach((score, i) => expect(b[i]! / score).toBeCloseTo(1, 3));
});
