import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitViewport, nearestItem, panned, toPixels, toPlane, zoomed } from './viewport';

const points = new Float32Array([-1, -1, 3, 1, 0, 0]);
const size = { width: 400, height: 300 };
const whole = fitViewport(points, size, 20);

test('all points fit, with equal units, and the way back gives the code', () => {
  expect(whole.scale).toBe(90);
  for (let i = 0; i < 6; i += 2) {
    const [x, y] = toPixels(whole, [points[i]!, points[i + 1]!]);
    expect(x).toBeGreaterThanOrEqual(19.9);
    expect(x).toBeLessThanOrEqual(380.1);
    expect(y).toBeGreaterThanOrEqual(19.9);
    expect(y).toBeLessThanOrEqual(280.1);
    const [u, v] = toPlane(whole, x, y);
    expect(u).toBeCloseTo(points[i]!);
    expect(v).toBeCloseTo(points[i + 1]!);
  }
});
test('finds the item under the pointer, none far from all, and none that is hidden', () => {
  const [x, y] = toPixels(whole, [3, 1]);
  expect(nearestItem(points, whole, [x + 4, y])).toBe(1);
  expect(nearestItem(points, whole, [0, 299])).toBeNull();
  expect(nearestItem(points, whole, [x + 4, y], 12, (item) => item !== 1)).toBeNull();
});
test('one point, and values that are not finite, still give a view', () => {
  expect(fitViewport(new Float32Array([2, 2]), size).scale).toBeGreaterThan(0);
  expect(fitViewport(new Float32Array([Number.NaN, 1]), size).scale).toBe(1);
});
test('zooming keeps what is under the pointer there, and ends somewhere', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 5, noNaN: true }), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 300 }), (factor, x, y) => {
      const before = toPlane(whole, x, y);
      const [u, v] = toPlane(zoomed(whole, whole, factor, [x, y]), x, y);
      expect(u).toBeCloseTo(before[0], 4);
      expect(v).toBeCloseTo(before[1], 4);
    }),
  );
  let view = whole;
  for (let i = 0; i < 100; i++) view = zoomed(view, whole, 2, [10, 10]);
  expect(view.scale).toBeLessThanOrEqual(whole.scale * 400);
});
test('panning never loses the points', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -5000, max: 5000 }), fc.double({ min: 0.3, max: 50, noNaN: true }), (dx, dy, factor) => {
      const view = panned(zoomed(whole, whole, factor, [200, 150]), points, size, [dx, dy]);
      const [left, bottom] = toPixels(view, [-1, -1]);
      const [right, top] = toPixels(view, [3, 1]);
      expect(left).toBeLessThanOrEqual(400);
      expect(right).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThanOrEqual(300);
      expect(bottom).toBeGreaterThanOrEqual(0);
    }),
  );
});
