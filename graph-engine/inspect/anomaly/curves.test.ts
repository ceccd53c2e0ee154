import { expect, it } from 'vitest';
import { Random } from '../../random/random';
import { areas } from './areas';
import { precisionRecallCurve, rocCurve, thinned, type Curve } from './curves';
import { judged } from './judgement';
import { rank, type Ranking } from './ranking';

const SEED = 20_261_127;
function drawn(count: number, seed: number): Ranking {
  const random = new Random(seed);
  const isAnomaly = Uint8Array.from({ length: count }, () => Number(random.chance(0.2)));
  return rank(Float64Array.from(isAnomaly, (mark) => Math.round(100 * random.normal(mark)) / 100), isAnomaly);
}
const trapezoids = ({ x, y }: Curve): number => x.reduce((sum, at, i) => (i === 0 ? 0 : sum + ((at - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2), 0);

it('goes from corner to corner, a point for each score that occurs', () => {
  const ranking = rank(Float64Array.of(4, 3, 3, 1), Uint8Array.of(1, 1, 0, 0));
  const roc = rocCurve(ranking)!;
  expect([...roc.x]).toEqual([0, 0, 0.5, 1]);
  expect([...roc.y]).toEqual([0, 0.5, 1, 1]);
  expect([...roc.thresholds]).toEqual([4, 3, 1, -Infinity]);
  const precisionRecall = precisionRecallCurve(ranking)!;
  expect([...precisionRecall.x]).toEqual([0, 0.5, 1, 1]);
  expect([...precisionRecall.y]).toEqual([1, 1, 2 / 3, 0.5]);
});
it('is null with one class', () => {
  for (const mark of [0, 1]) {
    const ranking = rank(Float64Array.of(1, 2), Uint8Array.of(mark, mark));
    expect(rocCurve(ranking)).toBeNull();
    expect(precisionRecallCurve(ranking)).toBeNull();
  }
});
it(`has the area below it, and says what a threshold does, seed ${SEED}`, () => {
  const ranking = drawn(500, SEED);
  const [roc, precisionRecall] = [rocCurve(ranking)!, precisionRecallCurve(ranking)!];
  const { auc, averagePrecision } = areas(ranking)!;
  expect(trapezoids(roc)).toBeCloseTo(auc, 12);
  const { x, y } = precisionRecall;
  expect(x.reduce((sum, at, i) => (i === 0 ? 0 : sum + (at - x[i - 1]!) * y[i]!), 0)).toBeCloseTo(averagePrecision, 12);
  for (const i of [1, 20, 200, roc.x.length - 1]) {
    const judgement = judged(ranking, roc.thresholds[i]!);
    expect([judgement.falsePositiveRate, judgement.recall]).toEqual([roc.x[i], roc.y[i]]);
    expect([judgement.recall, judgement.precision]).toEqual([precisionRecall.x[i], precisionRecall.y[i]]);
  }
});
it(`is thinned to points near those left out, seed ${SEED}`, () => {
  const ranking = drawn(20_000, SEED);
  for (const curve of [rocCurve(ranking)!, precisionRecallCurve(ranking)!]) {
    const few = thinned(curve, 100);
    expect(few.x.length).toBeLessThanOrEqual(100);
    expect(few.x.length).toBeGreaterThan(50);
    for (const values of ['x', 'y', 'thresholds'] as const) expect([few[values][0], few[values].at(-1)]).toEqual([curve[values][0], curve[values].at(-1)]);
    const length = curve.x.reduce((sum, at, i) => (i === 0 ? 0 : sum + Math.abs(at - curve.x[i - 1]!) + Math.abs(curve.y[i]! - curve.y[i - 1]!)), 0);
    curve.x.forEach((at, i) => {
      const nearest = Math.min(...few.x.map((kept, j) => Math.abs(kept - at) + Math.abs(few.y[j]! - curve.y[i]!)));
      expect(nearest).toBeLessThanOrEqual(length / 99 + 1e-12);
    });
    expect(thinned(curve, 1e6)).toBe(curve);
  }
  expect(Math.abs(trapezoids(thinned(rocCurve(ranking)!, 100)) - areas(ranking)!.auc)).toBeLessThan(1e-3);
  expect(thinned(rocCurve(ranking)!, 2).x).toHaveLength(2);
});
