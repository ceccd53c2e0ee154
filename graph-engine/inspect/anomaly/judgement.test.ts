import { expect, it } from 'vitest';
import { judged } from './judgement';
import { rank } from './ranking';

const ranking = rank(Float64Array.of(5, 4, 3, 3, 1), Uint8Array.of(1, 0, 1, 0, 0));

it('calls rows above the threshold anomalous, not those at it', () => {
  expect(judged(ranking, 3)).toEqual({
    threshold: 3, truePositives: 1, falsePositives: 1, trueNegatives: 2, falseNegatives: 1, precision: 1 / 2, recall: 1 / 2, f1: 1 / 2, falsePositiveRate: 1 / 3,
  });
  expect(judged(ranking, 2.9)).toMatchObject({ truePositives: 2, falsePositives: 2, precision: 1 / 2, recall: 1, f1: 2 / 3, falsePositiveRate: 2 / 3 });
});
it('has null for a share of nothing', () => {
  expect(judged(ranking, 5)).toMatchObject({ truePositives: 0, falsePositives: 0, precision: null, recall: 0, f1: 0, falsePositiveRate: 0 });
  expect(judged(rank(Float64Array.of(1, 2)), 1)).toMatchObject({ precision: 0, recall: null, f1: 0, falsePositiveRate: 1 / 2 });
  expect(judged(rank(Float64Array.of(1, 2)), 2)).toMatchObject({ precision: null, recall: null, f1: null, falsePositiveRate: 0 });
  expect(judged(rank(Float64Array.of(1), Uint8Array.of(1)), 0)).toMatchObject({ precision: 1, recall: 1, f1: 1, falsePositiveRate: null });
});
