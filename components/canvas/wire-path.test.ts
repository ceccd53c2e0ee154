import { expect, it } from 'vitest';
import { bentPath, laneOf, wireDistance, wirePath } from './wire-path';

it('begins and ends at its ports, with the middle between them', () => {
  const path = wirePath(0, 0, 200, 100);
  expect(path.d).toBe('M0,0C100,0 100,100 200,100');
  expect(path.middle).toEqual({ x: 100, y: 50 });
});
it('has corners from end to end, also along a lane', () => {
  expect([wirePath(0, 0, 200, 100), bentPath({ x: 0, y: 0 }, [{ x: 90, y: 40 }], { x: 200, y: 100 })].map(({ corners }) => [corners[0], corners.at(-1)])).toEqual(Array(2).fill([{ x: 0, y: 0 }, { x: 200, y: 100 }]));
  expect(wirePath(0, 0, 800, 100, -54).corners.map(({ y }) => y)).toEqual([0, 0, -54, -54, 100, 100]);
});
it('runs through a box laid over it and past one beside it', () => {
  const path = wirePath(0, 0, 400, 0);
  expect(wireDistance(path, { x: 150, y: -40, width: 100, height: 80 })).toBeLessThan(10);
  expect(wireDistance(path, { x: 150, y: 200, width: 100, height: 80 })).toBeNull();
});
it('swings out on its way back', () => {
  const path = wirePath(300, 0, 0, 60);
  expect(Math.max(...path.points.map((p) => p.x))).toBeGreaterThan(320);
});

it('goes around what stands in its way, on the nearer side', () => {
  const box = { x: 300, y: -40, width: 200, height: 300 };
  expect(laneOf(0, 0, 800, 0, [box])).toBe(-54);
  expect(laneOf(0, 240, 800, 240, [box])).toBe(274);
  expect(laneOf(0, 400, 800, 400, [box])).toBeNull();
  expect(wirePath(0, 0, 800, 0, -54).middle).toEqual({ x: 400, y: -54 });
});
it('runs at the height of the port that it leads to where that is free, and between rows', () => {
  const row = [0, 280].map((x) => ({ x: 100 + x, y: -40, width: 200, height: 300 }));
  expect(laneOf(0, 0, 800, 400, row)).toBe(400);
  expect(laneOf(0, 0, 800, 400, [...row, { x: 100, y: 304, width: 200, height: 300 }])).toBe(274);
});
it('leads back between a node and the one below it', () => {
  const [above, below] = [{ x: 0, y: 0, width: 200, height: 100 }, { x: 0, y: 144, width: 200, height: 100 }];
  const lane = laneOf(200, 60, 0, 200, [above, below]);
  expect(lane).toBe(130);
  expect(wirePath(200, 60, 0, 200, lane).d).toMatch(/^M200,60L.*L0,200$/);
});
it('goes straight over a short way', () => {
  expect(laneOf(0, 0, 90, 0, [{ x: 20, y: -10, width: 40, height: 20 }])).toBeNull();
});

it('passes through the places that it was given, and is level at its ends', () => {
  const bends = [{ x: 100, y: 80 }, { x: 40, y: 200 }];
  const { d, points } = bentPath({ x: 0, y: 0 }, bends, { x: 300, y: 50 });
  const numbers = d.match(/-?[\d.]+/g)!.map(Number);
  expect(numbers.slice(6, 8)).toEqual([100, 80]);
  expect(numbers.slice(12, 14)).toEqual([40, 200]);
  expect(numbers.slice(-2)).toEqual([300, 50]);
  expect(numbers[3]).toBe(0);
  expect(numbers.at(-3)).toBe(50);
  for (const bend of bends) expect(Math.min(...points.map(({ x, y }) => Math.hypot(x - bend.x, y - bend.y)))).toBeLessThan(12);
});
