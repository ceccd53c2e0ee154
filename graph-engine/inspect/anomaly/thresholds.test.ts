import { expect, it } from 'vitest';
import { Random } from '../../random/random';
import { judged } from './judgement';
import { rank } from './ranking';
import { thresholdAtQuantile, thresholdForAlarms, thresholdOfBestF1 } from './thresholds';

const SEED = 20_261_129;
const ten = rank(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50), Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

it('lets at most the rest of the normal rows lie above the quantile', () => {
  expect(thresholdAtQuantile(ten, 0.9)).toBe(9);
  expect(thresholdAtQuantile(ten, 0.95)).toBe(10);
  expect(thresholdAtQuantile(ten, 1)).toBe(10);
  expect(thresholdAtQuantile(ten, 0)).toBe(1);
  // Tied rows lie above together or not at all.
  expect(thresholdAtQuantile(rank(Float64Array.of(1, 2, 2, 2)), 0.5)).toBe(2);
  expect(thresholdAtQuantile(rank(Float64Array.of(1), Uint8Array.of(1)), 0.9)).toBeNull();
});
it('allows as many false alarms a day', () => {
  // 2 of 1,000 rows a day are 0.02 of ten.
  expect(thresholdForAlarms(ten, 2, 1000)).toBe(10);
  expect(thresholdForAlarms(ten, 300, 1000)).toBe(7);
  expect(thresholdForAlarms(ten, 5000, 1000)).toBe(1);
  expect(thresholdForAlarms(rank(new Float64Array(0)), 1, 10)).toBeNull();
});
it('finds the best F1, between two scores', () => {
  // 4 alone: F1 2/3; 4, 3 and 2: 2 of 3 and 2 of 2, 4/5.
  expect(thresholdOfBestF1(rank(Float64Array.of(4, 3, 2, 1), Uint8Array.of(1, 0, 1, 0)))).toBe(1.5);
  const touching = rank(Float64Array.of(1 + Number.EPSILON, 1), Uint8Array.of(1, 0));
  expect(judged(touching, thresholdOfBestF1(touching)!).f1).toBe(1);
  const all = rank(Float64Array.of(3, 3), Uint8Array.of(1, 0));
  expect(judged(all, thresholdOfBestF1(all)!).recall).toBe(1);
  expect(thresholdOfBestF1(rank(Float64Array.of(1, 2)))).toBeNull();
});
it(`keeps its word and misses no better threshold, seed ${SEED}`, () => {
  const random = new Random(SEED);
  for (let round = 0; round < 50; round++) {
    const count = 1 + random.integer(80);
    const isAnomaly = Uint8Array.from({ length: count }, (_, i) => (i === 0 ? 1 : Number(random.chance(0.2))));
    const ranking = rank(Float64Array.from(isAnomaly, (mark) => Math.round(4 * random.normal(mark))), isAnomaly);
    const best = judged(ranking, thresholdOfBestF1(ranking)!).f1!;
    for (const threshold of [-Infinity, ...ranking.scores]) expect(judged(ranking, threshold).f1).toBeLessThanOrEqual(best);
    const [quantile, normal] = [random.uniform(), ranking.normalCount];
    const threshold = thresholdAtQuantile(ranking, quantile);
    if (threshold === null) continue;
    expect(judged(ranking, threshold).falsePositives).toBeLessThanOrEqual((1 - quantile) * normal + 1e-9);
    // The next lower score would let too many through, or there is none.
    const lower = ranking.scores.find((score, i) => score < threshold && ranking.normal[i]! > 0);
    if (lower !== undefined) expect(judged(ranking, lower).falsePositives).toBeGreaterThan((1 - quantile) * normal);
  }
});
