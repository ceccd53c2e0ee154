import { expect, test } from 'vitest';
import { codeBetween, codeOnPlane } from './code-between';

const points = new Float32Array([0, 0, 2, 0, 0, 2, 2, 2, 90, 90]);
const codes = new Float32Array([0, 1, 2, 1, 0, 3, 2, 3, 500, 500]);

test('over an item lies its code, between items their mean, and what is far counts for nothing', () => {
  expect(codeBetween(points, codes, [2, 0])).toEqual([2, 1]);
  expect(codeBetween(points, codes, [1, 1]).map((x) => Number(x.toFixed(6)))).toEqual([1, 2]);
  const [near] = codeBetween(points, codes, [0.1, 0]);
  expect(near).toBeGreaterThan(0);
  expect(near).toBeLessThan(0.1);
});
test('fewer items than are mixed are enough', () => {
  expect(codeBetween(points.subarray(0, 2), codes.subarray(0, 2), [5, 5])).toEqual([0, 1]);
});
test('on a plane the code is where its directions lead', () => {
  expect(codeOnPlane({ origin: Float32Array.of(1, 1, 1), directions: [Float32Array.of(1, 0, 0), Float32Array.of(0, 0, 2)] }, [3, -1])).toEqual([4, 1, -1]);
});
