import { expect, test } from 'vitest';
import { fitPlane, nearestPoint, toPlane } from './code-map-canvas';

const map = { points: new Float32Array([-1, -1, 3, 1, 0, 0]), labels: null };
const size = { width: 400, height: 300 };

test('all points fit, with equal units, and the way back gives the code', () => {
  const plane = fitPlane(map, size, 20);
  expect(plane.scale).toBe(90);
  for (let i = 0; i < 6; i += 2) {
    const [x, y] = [map.points[i]! * plane.scale + plane.left, plane.top - map.points[i + 1]! * plane.scale];
    expect(x).toBeGreaterThanOrEqual(19.9);
    expect(x).toBeLessThanOrEqual(380.1);
    expect(y).toBeGreaterThanOrEqual(19.9);
    expect(y).toBeLessThanOrEqual(280.1);
    const [u, v] = toPlane(plane, x, y);
    expect(u).toBeCloseTo(map.points[i]!);
    expect(v).toBeCloseTo(map.points[i + 1]!);
  }
});
test('finds the item under the pointer, and none far from all', () => {
  const plane = fitPlane(map, size, 20);
  expect(nearestPoint(map, plane, 3 * plane.scale + plane.left + 4, plane.top - plane.scale)).toBe(1);
  expect(nearestPoint(map, plane, 0, 299)).toBeNull();
});
test('one point, and values that are not finite, still give a plane', () => {
  expect(fitPlane({ points: new Float32Array([2, 2]), labels: null }, size).scale).toBeGreaterThan(0);
  expect(fitPlane({ points: new Float32Array([Number.NaN, 1]), labels: null }, size).scale).toBe(1);
});
