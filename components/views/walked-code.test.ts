import { expect, test } from 'vitest';
import { changedCode, nearestStop, stopOf } from './walked-code';

const images = { shape: [1], count: 3, values: new Float32Array(3) };
const row = { axis: 0, at: 2, width: 2, stops: Float32Array.of(0, 0, 1, 0, 0, 1), names: [4, 7, 9], images };

test('changes numbers of the code, and leaves out those of a longer one', () => {
  const code = Float32Array.of(5, 6, 7, 8);
  expect(changedCode(code, new Map([[2, [1, 0]], [0, [9]], [3, [1, 1]]]))).toEqual([9, 6, 1, 0]);
  expect([...code]).toEqual([5, 6, 7, 8]);
});

test('finds the stop that a code is nearest to, and its numbers', () => {
  expect(nearestStop(row, [0, 0, 0.1, 0.9])).toBe(2);
  expect(nearestStop(row, [0, 0, 0.9, 0.2])).toBe(1);
  expect(stopOf(row, 1)).toEqual([1, 0]);
});
