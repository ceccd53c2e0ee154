import { expect, it } from 'vitest';
import { Random } from '../random/random';
import { fitLogisticRegression } from './logistic-regression';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

it(`tells classes that a plane parts, also of rows it has not seen (SEED=${SEED})`, () => {
  const random = new Random(SEED);
  const rows = (count: number) => {
    const labels = Array.from({ length: count }, (_, i) => i % 3);
    // Three clouds around the corners of a triangle, far from 0.
    const values = Float32Array.from(labels.flatMap((label) => [5 + 3 * Math.cos(label * 2.1) + 0.5 * random.normal(), -2 + 3 * Math.sin(label * 2.1) + 0.5 * random.normal()]));
    return { count, width: 2, values, labels };
  };
  const regression = fitLogisticRegression(rows(60), 3);
  const unseen = rows(300);
  const right = [...regression.classify(unseen.values)].filter((label, row) => label === unseen.labels[row]).length;
  expect(right / 300).toBeGreaterThan(0.97);
});
it('stands where its gradient is 0', () => {
  // Two rows of one number: w and −w of the two classes, with σ(2w) = 1 − w / 2 at the optimum, and no constant.
  const { classify } = fitLogisticRegression({ count: 2, width: 1, values: Float32Array.from([1, -1]), labels: [1, 0] }, 2);
  expect([...classify(Float32Array.from([0.01, -0.01]))]).toEqual([1, 0]);
});
