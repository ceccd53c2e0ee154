import { expect, it } from 'vitest';
import { Random } from '../random/random';
import { fitLinearProbe } from './linear-probe';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
/** Four directions, each drawn strongly or faintly. */
function directions(count: number, random: Random, times: number) {
  const labels = Array.from({ length: count }, (_, i) => i % 4);
  const values = Float32Array.from(labels.flatMap((label) => {
    const [angle, strength] = [label * 1.2 + 0.2 * random.normal(), times * (0.05 + random.uniform())];
    return [strength * Math.cos(angle), strength * Math.sin(angle)];
  }));
  return { count, width: 2, values, labels };
}

it(`tells faint rows as well as strong ones, in any unit (SEED=${SEED})`, () => {
  const found = [1, 1e-3, 1e3].map((times) => {
    const random = new Random(SEED);
    const [some, unseen] = [directions(80, random, times), directions(400, random, times)];
    const told = fitLinearProbe(some, 4).classify(unseen.values);
    return told.reduce((right, label, row) => right + Number(label === unseen.labels[row]), 0) / 400;
  });
  expect(Math.min(...found)).toBeGreaterThan(0.97);
  expect(Math.max(...found) - Math.min(...found)).toBeLessThan(0.01);
});
it('takes rows without length, and rows that are all the same', () => {
  const { classify } = fitLinearProbe({ count: 3, width: 2, values: new Float32Array(6), labels: [0, 1, 1] }, 2);
  expect([...classify(new Float32Array(4))]).toEqual([1, 1]);
});
