import { expect, it } from 'vitest';
import { mostConfused } from './most-confused';

const counts = [5, 0, 0, 1, 0, 5, 0, 0, 0, 0, 5, 0, 0, 2, 0, 5];

it('shows all labels where there is room', () => expect(mostConfused(counts, 4, 4)).toEqual([0, 1, 2, 3]));
it('else those with most mistakes, in their own order', () => {
  expect(mostConfused(counts, 4, 2)).toEqual([1, 3]);
  expect(mostConfused(counts, 4, 3)).toEqual([0, 1, 3]);
});
