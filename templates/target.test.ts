import { expect, it } from 'vitest';
import { limitOf, reaches } from './target';

const judged = (value: number, better: 'lower' | 'higher') => ({ value, better, baselines: { first: 12, second: 1 } });

it('is a multiple of the first baseline, or a value', () => {
  expect(limitOf({ times: 0.5 }, judged(0, 'lower'))).toBe(6);
  expect(limitOf({ value: 1 }, judged(0, 'higher'))).toBe(1);
  expect(limitOf({ median: 2 }, judged(0, 'higher'))).toBe(2);
  expect(() => limitOf({ times: 1 }, { value: 0, better: 'lower', baselines: {} })).toThrow(/internal: /);
});
it('is reached from the better side', () => {
  expect([5, 6, 7].map((value) => reaches({ times: 0.5 }, judged(value, 'lower')))).toEqual([true, true, false]);
  expect([5, 6, 7].map((value) => reaches({ times: 0.5 }, judged(value, 'higher')))).toEqual([false, true, true]);
});
