import { expect, it } from 'vitest';
import { Random } from '../../random/random';
import { histogram, positionIn, scoreAt } from './histogram';
import { rank } from './ranking';

const SEED = 20_261_130;
const sum = (counts: Uint32Array): number => counts.reduce((total, count) => total + count, 0);
const drawn = (count: number, draw: (random: Random, mark: number) => number) => {
  const random = new Random(SEED);
  const isAnomaly = Uint8Array.from({ length: count }, () => Number(random.chance(0.1)));
  return rank(Float64Array.from(isAnomaly, (mark) => draw(random, mark)), isAnomaly);
};

it('counts each class in bins of one width', () => {
  const found = histogram(rank(Float64Array.of(0, 1, 1, 2, 3, 4), Uint8Array.of(0, 0, 0, 1, 0, 1)), { bins: 4 })!;
  expect(found).toMatchObject({ scale: 'linear', open: { first: false, last: false } });
  expect([...found.edges]).toEqual([0, 1, 2, 3, 4]);
  expect([...found.normal]).toEqual([1, 2, 0, 1]);
  expect([...found.anomalous]).toEqual([0, 0, 1, 1]);
});
it(`is not squeezed by a few scores far out, seed ${SEED}`, () => {
  const ranking = drawn(2000, (random, mark) => (random.chance(0.005) ? 1e6 : 10 + random.normal(2 * mark)));
  const found = histogram(ranking, { scale: 'linear' })!;
  expect(found.open.last).toBe(true);
  expect(found.edges.at(-1)).toBe(1e6);
  expect(found.edges.at(-2)).toBeLessThan(20);
  expect([sum(found.normal), sum(found.anomalous)]).toEqual([ranking.normalCount, ranking.anomalousCount]);
  expect(found.normal.filter((count) => count > 0).length).toBeGreaterThan(20);
});
it(`keeps in view a class that lies far from the other, seed ${SEED}`, () => {
  const found = histogram(drawn(2000, (random, mark) => random.normal(1000 * mark, 10)), { scale: 'linear' })!;
  expect(found.edges.at(-2)).toBeGreaterThan(990);
});
it(`is logarithmic where scores span decades and none is negative, with zeros in the first bin, seed ${SEED}`, () => {
  const ranking = drawn(2000, (random, mark) => (random.chance(0.1) ? 0 : Math.exp(random.normal(3 * mark, 2))));
  const found = histogram(ranking)!;
  expect(found.scale).toBe('logarithmic');
  expect(found.open.first).toBe(true);
  expect(found.edges[0]).toBe(0);
  expect(found.normal[0]! + found.anomalous[0]!).toBeGreaterThanOrEqual(ranking.normal.at(-1)! + ranking.anomalous.at(-1)!);
  const steps = Array.from({ length: 37 }, (_, i) => found.edges[i + 2]! / found.edges[i + 1]!);
  for (const step of steps) expect(step).toBeCloseTo(steps[0]!, 9);
  expect(histogram(drawn(2000, (random) => random.normal() * 1e3 ** random.uniform(-1, 1)))!.scale).toBe('linear');
});
it('holds one score, infinite ones, and nothing', () => {
  const one = histogram(rank(new Float64Array(3)))!;
  expect(sum(one.normal)).toBe(3);
  expect(one.edges.every((edge, i) => i === 0 || edge > one.edges[i - 1]!)).toBe(true);
  expect(sum(histogram(rank(Float64Array.of(7, 7, 7)))!.normal)).toBe(3);
  // Nearly all rows have one score, and the others are a little or far off.
  const most = histogram(rank(Float64Array.of(...Array<number>(200).fill(10), 8, 100)))!;
  expect(most.edges.every((edge, i) => i === 0 || edge > most.edges[i - 1]!)).toBe(true);
  expect([sum(most.normal), most.open]).toEqual([202, { first: false, last: true }]);
  const infinite = histogram(rank(Float64Array.of(-Infinity, 1, 2, 3, Infinity)), { bins: 5 })!;
  expect([infinite.edges[0], infinite.edges.at(-1)]).toEqual([1, 3]);
  expect([infinite.normal[0], sum(infinite.normal)]).toEqual([2, 5]);
  expect(histogram(rank(new Float64Array(0)))).toBeNull();
  expect(() => histogram(rank(Float64Array.of(-1, 0)), { scale: 'logarithmic' })).toThrow('internal: a logarithmic scale');
});
it(`places a score where its bin is drawn, and back, seed ${SEED}`, () => {
  for (const scale of ['linear', 'logarithmic'] as const) {
    const found = histogram(drawn(500, (random, mark) => Math.exp(random.normal(mark, 2))), { scale, bins: 20 })!;
    for (let position = 0; position <= 20; position += 0.25) expect(positionIn(found, scoreAt(found, position))).toBeCloseTo(position, 6);
    found.edges.forEach((edge, i) => expect(positionIn(found, edge)).toBeCloseTo(i, 9));
    expect([positionIn(found, -5), positionIn(found, 1e12)]).toEqual([0, 20]);
  }
});
