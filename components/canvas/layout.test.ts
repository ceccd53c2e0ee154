import { expect, it } from 'vitest';
import type { Box } from '@/components/canvas-state/geometry';
import { layoutBoxes } from './layout';

const box = (id: string): Box => ({ id, x: 32, y: 48, width: 200, height: 120 });
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

it('runs every wire from left to right without overlap', () => {
  const boxes = ['loss', 'data', 'decoder', 'encoder', 'alone'].map(box);
  const links = [
    { from: 'data', to: 'encoder' },
    { from: 'encoder', to: 'decoder' },
    { from: 'decoder', to: 'loss' },
    { from: 'data', to: 'loss' },
  ];
  const moves = layoutBoxes(boxes, links);
  const placed = boxes.map((one) => ({ ...one, ...moves[one.id] }));
  const at = new Map(placed.map((one) => [one.id, one]));
  for (const { from, to } of links) expect(at.get(from)!.x + 200).toBeLessThan(at.get(to)!.x);
  for (const a of placed) for (const b of placed) if (a.id < b.id) expect(overlap(a, b), `${a.id} over ${b.id}`).toBe(false);
  expect(Math.min(...placed.map((one) => one.x))).toBe(32);
});

it('survives a loop and a wire to nowhere', () => {
  const moves = layoutBoxes([box('a'), box('b')], [{ from: 'a', to: 'b' }, { from: 'b', to: 'a' }, { from: 'a', to: 'gone' }]);
  expect(Object.values(moves).every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
});
