import { expect, it } from 'vitest';
import { rank } from './ranking';

it('counts rows by score and class, in falling order', () => {
  const ranking = rank(Float64Array.of(1, 3, 2, 3, -Infinity, 2), Uint8Array.of(0, 1, 0, 0, 0, 1));
  expect([...ranking.scores]).toEqual([3, 2, 1, -Infinity]);
  expect([...ranking.normal]).toEqual([1, 1, 1, 1]);
  expect([...ranking.anomalous]).toEqual([1, 1, 0, 0]);
  expect([ranking.normalCount, ranking.anomalousCount]).toEqual([4, 2]);
});
it('takes float32 scores, no rows, one class, and both zeros as one score', () => {
  expect([...rank(Float32Array.of(0.5, 0.25)).normal]).toEqual([1, 1]);
  expect(rank(new Float64Array(0), new Uint8Array(0)).scores).toHaveLength(0);
  expect([...rank(Float64Array.of(1, 1), Uint8Array.of(1, 1)).anomalous]).toEqual([2]);
  const zeros = rank(Float64Array.of(0, -0, -0, 0), Uint8Array.of(0, 1, 0, 1));
  expect([[...zeros.normal], [...zeros.anomalous]]).toEqual([[2], [2]]);
});
it('names the row whose score is not a number, and refuses marks of other rows', () => {
  expect(() => rank(Float64Array.of(1, Number.NaN), Uint8Array.of(0, 1))).toThrow('internal: the score of row 1 is not a number');
  expect(() => rank(Float64Array.of(1, 2), Uint8Array.of(0))).toThrow('internal: 2 scores and 1 marks');
});
