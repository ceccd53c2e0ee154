import { expect, it } from 'vitest';
import { guidesOf } from './guides';

const still = [{ id: 'a', x: 0, y: 0, width: 100, height: 50 }];

it('snaps to the nearest edge within reach', () => {
  expect(guidesOf({ x: 103, y: 300, width: 80, height: 40 }, still, 5)).toEqual({ dx: -3, dy: 0, x: 100, y: null });
});
it('snaps centres', () => {
  expect(guidesOf({ x: 400, y: 7, width: 80, height: 40 }, still, 5)).toMatchObject({ dy: -2, y: 25 });
});
it('lets go beyond reach', () => {
  expect(guidesOf({ x: 250, y: 300, width: 80, height: 40 }, still, 5)).toEqual({ dx: 0, dy: 0, x: null, y: null });
});
