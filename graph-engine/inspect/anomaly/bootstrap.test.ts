import { expect, it } from 'vitest';
import { Random } from '../../random/random';
import { areas } from './areas';
import { areaIntervals } from './bootstrap';
import { rank, type Ranking } from './ranking';

const SEED = 20_261_128;
/** Scores of two normal distributions `apart`, of which the AUC is Φ(apart / √2). */
function drawn(normal: number, anomalous: number, apart: number, seed: number): Ranking {
  const random = new Random(seed);
  const isAnomaly = Uint8Array.from({ length: normal + anomalous }, (_, i) => Number(i >= normal));
  return rank(Float64Array.from(isAnomaly, (mark) => random.normal(mark * apart)), isAnomaly);
}

it('holds the figure, is the same for a seed and another for another, and is wider for a larger share', () => {
  const ranking = drawn(300, 60, 1, SEED);
  const { auc, averagePrecision } = areas(ranking)!;
  const found = areaIntervals(ranking, { seed: 1 })!;
  expect(found.auc.low).toBeLessThan(auc);
  expect(found.auc.high).toBeGreaterThan(auc);
  expect(found.averagePrecision.low).toBeLessThan(averagePrecision);
  expect(found.averagePrecision.high).toBeGreaterThan(averagePrecision);
  expect(areaIntervals(ranking, { seed: 1 })).toEqual(found);
  expect(areaIntervals(ranking, { seed: 2 })).not.toEqual(found);
  const narrow = areaIntervals(ranking, { seed: 1, share: 0.5 })!;
  expect(narrow.auc.high - narrow.auc.low).toBeLessThan(0.6 * (found.auc.high - found.auc.low));
});
it(`is as wide as the variance of pairs tells (DeLong, DeLong & Clarke-Pearson 1988), seed ${SEED}`, () => {
  const random = new Random(SEED, 1);
  const [normal, anomalous] = [400, 100];
  const scores = Float64Array.from({ length: normal + anomalous }, (_, i) => random.normal(i < normal ? 0 : 1));
  const [low, high] = [scores.subarray(0, normal), scores.subarray(normal)];
  const variance = (shares: readonly number[]): number => {
    const mean = shares.reduce((sum, x) => sum + x, 0) / shares.length;
    return shares.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (shares.length - 1);
  };
  const ofAnomalous = Array.from(high, (a) => low.filter((n) => n < a).length / normal);
  const ofNormal = Array.from(low, (n) => high.filter((a) => n < a).length / anomalous);
  const width = 2 * 1.96 * Math.sqrt(variance(ofAnomalous) / anomalous + variance(ofNormal) / normal);
  const { auc } = areaIntervals(rank(scores, Uint8Array.from(scores, (_, i) => Number(i >= normal))), { seed: SEED, resamples: 2000 })!;
  expect((auc.high - auc.low) / width).toBeGreaterThan(0.9);
  expect((auc.high - auc.low) / width).toBeLessThan(1.1);
});
it(`holds the true area about as often as it says, seed ${SEED}`, () => {
  // Φ(1 / √2)
  const truth = 0.7602499389;
  let held = 0;
  for (let round = 0; round < 200; round++) {
    const { low, high } = areaIntervals(drawn(100, 50, 1, SEED + round), { seed: round })!.auc;
    if (low <= truth && truth <= high) held++;
  }
  expect(held).toBeGreaterThan(180);
  expect(held).toBeLessThan(200);
});
it('is a point where classes are apart, and null with one class', () => {
  expect(areaIntervals(drawn(50, 50, 100, 1), { seed: 1 })).toEqual({ auc: { low: 1, high: 1 }, averagePrecision: { low: 1, high: 1 } });
  expect(areaIntervals(drawn(50, 0, 1, 1), { seed: 1 })).toBeNull();
});
