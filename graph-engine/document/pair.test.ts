import { describe, expect, it } from 'vitest';
import { fieldProblem, type PairField } from './fields';
import { axesOf, pairOf, printFactor, printPair } from './pair';

const field: PairField = { type: 'pair', label: 'Kernel', help: 'Of a filter.', default: 3, min: 1, max: 8 };

describe('a pair', () => {
  it('is one number or two', () => {
    expect([axesOf(3), axesOf([3, 5])]).toEqual([[3, 3], [3, 5]]);
    expect([pairOf([3, 3]), pairOf([3, 5])]).toEqual([3, [3, 5]]);
    expect([printPair(3), printPair([3, 5]), printFactor(2), printFactor([2, 1])]).toEqual(['3×3', '3×5', '2', '2×1']);
  });
  it('is checked along each axis', () => {
    for (const value of [1, 8, [1, 8], [3, 3]]) expect(fieldProblem(field, value)).toBeNull();
    for (const value of [0, 9, 2.5, '3', null, undefined, [], [3], [3, 0], [9, 3], [1, 2, 3], [1.5, 2]]) {
      expect(fieldProblem(field, value), String(value)).toBe('a whole number from 1 to 8, or two: height, width');
    }
  });
});
