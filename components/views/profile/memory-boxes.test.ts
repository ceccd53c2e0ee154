import { expect, it } from 'vitest';
import type { PlacedValue } from '@/graph-engine/training/profile/types';
import { boxesOf, valueAt } from './memory-boxes';

const value = (offset: number, bytes: number, first: number, last: number): PlacedValue => ({ name: '%1', shape: [], bytes, offset, first, last, phase: 'forward', node: null });
const scale = { width: 200, height: 100, operations: 10, bytes: 1000 };

it('draws a value from its first operation to the end of its last, and its bytes from the bottom', () => {
  expect(boxesOf([value(0, 500, 0, 9), value(500, 250, 2, 3)], scale)).toEqual([
    { x: 0, y: 50, width: 200, height: 50 },
    { x: 40, y: 25, width: 40, height: 25 },
  ]);
});
it('shows what is too thin to be seen, and survives a workspace without bytes', () => {
  const [thin, empty] = [boxesOf([value(999, 1, 4, 4)], { ...scale, operations: 1000 })[0]!, boxesOf([value(0, 0, 0, 0)], { width: 0, height: 0, operations: 0, bytes: 0 })[0]!];
  expect(thin.width).toBe(1.5);
  expect(thin.height).toBe(1.5);
  expect(thin.y).toBeGreaterThanOrEqual(0);
  for (const number of Object.values(empty)) expect(Number.isFinite(number)).toBe(true);
});
it('finds the smallest value at a place, a thin one beside it, and none far away', () => {
  const boxes = boxesOf([value(0, 800, 0, 5), value(100, 2, 1, 1)], scale);
  expect(valueAt(boxes, 30, 89)).toBe(1);
  expect(valueAt(boxes, 100, 50)).toBe(0);
  expect(valueAt(boxes, 122, 50)).toBe(0);
  expect(valueAt(boxes, 150, 50)).toBeNull();
});
