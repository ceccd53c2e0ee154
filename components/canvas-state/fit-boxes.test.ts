import { expect, it } from 'vitest';
import { fitBoxes } from './fit-boxes';
import type { Box } from './geometry';

const box = (x: number, y: number, width = 200, height = 100): Box => ({ id: `${x} ${y}`, x, y, width, height });
const on = (viewport: { x: number; y: number; zoom: number }, { x, y, width, height }: Box) => ({
  left: x * viewport.zoom + viewport.x,
  top: y * viewport.zoom + viewport.y,
  right: (x + width) * viewport.zoom + viewport.x,
  bottom: (y + height) * viewport.zoom + viewport.y,
});
const options = { least: 0.82, most: 1 };

it('shows all in the middle, no larger than it is', () => {
  expect(fitBoxes([box(0, 0)], { width: 1000, height: 500 }, options)).toEqual({ x: 391, y: 200, zoom: 1 });
});
it('shows all as large as there is room', () => {
  const view = fitBoxes([box(0, 0), box(1000, 0)], { width: 1130, height: 500 }, options);
  expect(view.zoom).toBeCloseTo(0.9);
  expect(on(view, box(0, 0)).left).toBeCloseTo(16);
  expect(on(view, box(1000, 0)).right).toBeCloseTo(1096);
});
it('begins at the beginning of what would become too small, or where something is selected', () => {
  const boxes = [box(0, 0), box(3000, 900)];
  const size = { width: 800, height: 400 };
  const start = fitBoxes(boxes, size, options);
  expect(start).toEqual({ x: 16, y: 16, zoom: 0.82 });
  const chosen = on(fitBoxes(boxes, size, { ...options, around: boxes[1]! }), boxes[1]!);
  expect(chosen.left).toBeGreaterThan(0);
  expect(chosen.right).toBeLessThan(800);
  expect(chosen.bottom).toBeLessThan(400);
});
it('gives up margins before words become too small, then as much of their size as it may, and shows what matters of the rest', () => {
  const tall = box(0, 0, 500, 655);
  const size = { width: 1071, height: 549 };
  const whole = on(fitBoxes([tall], size, options), tall);
  expect(fitBoxes([tall], size, options).zoom).toBe(0.82);
  expect(whole.top).toBeCloseTo(549 - whole.bottom);
  const taller = box(0, 0, 500, 700);
  const smaller = fitBoxes([taller], size, { ...options, whole: 0.75 });
  expect(smaller.zoom).toBeGreaterThan(0.75);
  expect(on(smaller, taller).bottom).toBeLessThanOrEqual(545.01);
  const loss = box(0, 900);
  const both = [box(0, 0), loss];
  const cut = fitBoxes(both, size, { ...options, whole: 0.75, around: loss });
  expect(cut.zoom).toBe(0.82);
  expect(on(cut, loss).bottom).toBeLessThanOrEqual(549 - 16);
  // Longer than the room itself, from where it begins.
  expect(fitBoxes(both, size, { ...options, around: box(0, 100, 200, 900) }).y).toBeCloseTo(16 - 82);
});
it('keeps clear of what lies over the canvas', () => {
  const toolbar = { left: 12, top: 452, width: 280, height: 36 };
  const low = box(0, 0, 400, 480);
  const size = { width: 900, height: 500 };
  expect(on(fitBoxes([low], size, { ...options, avoid: toolbar }), low).bottom).toBeLessThan(500 - 15);
  const wide = box(0, 0, 860, 480);
  expect(on(fitBoxes([wide], size, { ...options, least: 0.1, avoid: toolbar }), wide).bottom).toBeLessThanOrEqual(toolbar.top - 8);
});
