import { describe, expect, it } from 'vitest';
import { columnErrors } from '../column-errors';
import { codeDistance } from './code-distance';
import type { Answers } from './definition';
import { error } from './error';
import { evidence } from './evidence';
import { scoreCalled, scores, usualScore } from './index';
import { weightedError } from './weighted-error';

const places = [
  { name: 'a', kind: 'number', at: 0, width: 1, weight: 2 },
  { name: 'b', kind: 'category', at: 1, width: 2, weight: 1 },
] as const;

describe('errors of columns', () => {
  it('are squared differences, a category as the sum over its places, each times its weight', () => {
    const { columns, errors } = columnErrors(Float32Array.of(1, 0, 1, 2, 1, 0), Float32Array.of(0, 0.5, 0.5, 2, 1, 0), 2, places, false);
    expect([columns, [...errors]]).toEqual([['a', 'b'], [2, 0.5, 0, 0]]);
  });
  it('are cross-entropies of logits where the loss is by column', () => {
    const { errors } = columnErrors(Float32Array.of(0, 0, 1), Float32Array.of(3, 1, 2), 1, places, true);
    expect(errors[0]).toBe(18);
    expect(errors[1]).toBeCloseTo(Math.log(1 + Math.exp(-1)), 6);
    expect(columnErrors(Float32Array.of(0, 0, 1), Float32Array.of(0, -1e4, 1e4), 1, places, true).errors[1]).toBe(0);
  });
  it('are one of a picture', () => {
    expect(columnErrors(Float32Array.of(0, 1, 2, 3), Float32Array.of(1, 1, 1, 1), 2, null, false)).toEqual({ columns: ['error'], errors: Float64Array.of(1, 5) });
  });
});

const answers: Answers = {
  count: 3, columns: ['a', 'b'], errors: Float64Array.of(1, 4, 2, 2, 3, 0),
  codes: { size: 2, values: Float32Array.of(0, 5, 2, 5, 10, 5) }, divergence: Float64Array.of(0.5, 1, 2),
};
describe('scores', () => {
  it('add up what their shares are', () => {
    for (const score of scores) {
      const { scores: found, shares, names } = score.score(answers, score.refer(answers));
      expect(shares).toHaveLength(3 * names.length);
      found.forEach((total, item) => expect(total, score.id).toBeCloseTo(shares.subarray(item * names.length, (item + 1) * names.length).reduce((sum, share) => sum + share, 0), 6));
    }
  });
  it('are the error, the error by what is usual, the bound, and the distance of the code', () => {
    expect([...error.score(answers, {}).scores]).toEqual([5, 4, 3]);
    expect([...weightedError.score(answers, weightedError.refer(answers)).scores]).toEqual([1 / 2 + 4 / 2, 1 + 1, 1.5]);
    expect([...evidence.score(answers, {}).scores]).toEqual([5.5, 5, 5]);
    // The second number of the code never moves.
    const distance = codeDistance.score(answers, codeDistance.refer(answers));
    const deviation = Math.sqrt((16 + 4 + 36) / 3);
    expect([...distance.scores]).toEqual([4, 2, 6].map((far) => expect.closeTo((far / deviation) ** 2, 4) as unknown));
  });
  it('fit what the model gives', () => {
    const plain = { ...answers, divergence: null, codes: null };
    expect(scores.filter((score) => score.fits(plain)).map(({ id }) => id)).toEqual(['error', 'weighted-error']);
    expect([usualScore(answers).id, usualScore(plain).id]).toEqual(['evidence', 'error']);
    expect(() => scoreCalled('x')).toThrow(/internal/);
  });
  it('are of a column that training never misses not beyond all bounds', () => {
    const perfect: Answers = { ...answers, errors: Float64Array.of(0, 1, 0, 1, 0, 1) };
    const reference = weightedError.refer(perfect);
    expect(weightedError.score({ ...perfect, errors: Float64Array.of(0.1, 1, 0, 1, 0, 1) }, reference).scores[0]).toBeCloseTo(0.1 / 0.005 + 1, 4);
  });
});
