import { expect, it } from 'vitest';
import { Random } from '../../random/random';
import { areas } from './areas';
import { rank } from './ranking';

const SEED = 20_261_126;

it('is that of the definitions, by hand', () => {
  // Anomalous .9, .6; normal .8, .4: 3 of 4 pairs are in order; precision 1 at the first found, 2/3 at the second.
  const plain = areas(rank(Float64Array.of(0.9, 0.8, 0.6, 0.4), Uint8Array.of(1, 0, 1, 0)))!;
  expect(plain.auc).toBeCloseTo(3 / 4, 12);
  expect(plain.averagePrecision).toBeCloseTo((1 + 2 / 3) / 2, 12);
  // A tie is half a pair, and its rows are found together, at precision 1/2.
  const tied = areas(rank(Float64Array.of(2, 2, 1), Uint8Array.of(1, 0, 0)))!;
  expect(tied.auc).toBeCloseTo((0.5 + 1) / 2, 12);
  expect(tied.averagePrecision).toBeCloseTo(1 / 2, 12);
});
it('is ½ and the share of anomalous rows where all scores are the same, and null with one class', () => {
  const same = areas(rank(new Float64Array(8), Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0)));
  expect(same).toEqual({ auc: 0.5, averagePrecision: 0.25 });
  expect(areas(rank(Float64Array.of(1, 2), Uint8Array.of(0, 0)))).toBeNull();
  expect(areas(rank(Float64Array.of(1, 2), Uint8Array.of(1, 1)))).toBeNull();
});
it(`counts pairs, and precision at each row that is found, seed ${SEED}`, () => {
  const random = new Random(SEED);
  for (let round = 0; round < 50; round++) {
    const count = 2 + random.integer(60);
    // Few different scores, so that many tie.
    const scores = Float64Array.from({ length: count }, () => random.integer(1 + round));
    const isAnomaly = Uint8Array.from({ length: count }, (_, i) => (i < 2 ? i : Number(random.chance(0.3))));
    const [anomalous, normal] = [1, 0].map((mark) => [...scores].filter((_, i) => isAnomaly[i] === mark)) as [number[], number[]];
    let pairs = 0;
    for (const a of anomalous) for (const n of normal) pairs += a > n ? 1 : a === n ? 0.5 : 0;
    let precision = 0;
    for (const a of anomalous) precision += anomalous.filter((score) => score >= a).length / [...scores].filter((score) => score >= a).length;
    const found = areas(rank(scores, isAnomaly))!;
    expect(found.auc).toBeCloseTo(pairs / (anomalous.length * normal.length), 12);
    expect(found.averagePrecision).toBeCloseTo(precision / anomalous.length, 12);
  }
});
