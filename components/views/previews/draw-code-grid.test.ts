import { expect, test } from 'vitest';
import { codeAt, onGrid } from './draw-code-grid';

const square = { centre: [1, -2], reach: 4 } as const;

test('a pixel is the code that lies there, y upwards', () => {
  expect(codeAt(square, 200, 100, 100)).toEqual([1, -2]);
  expect(codeAt(square, 200, 200, 0)).toEqual([5, 2]);
  for (const [x, y] of [[17, 180], [120, 3]] as const) {
    const [a, b] = onGrid(square, 200, ...codeAt(square, 200, x, y));
    expect(a).toBeCloseTo(x, 6);
    expect(b).toBeCloseTo(y, 6);
  }
});

test('beyond the border it is that of the border', () => {
  expect(codeAt(square, 200, -50, 400)).toEqual([-3, -6]);
});
