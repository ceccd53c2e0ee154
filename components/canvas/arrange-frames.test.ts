import { expect, it } from 'vitest';
import type { Box } from '@/components/canvas-state/geometry';
import { arrangeFrames } from './arrange-frames';
import { layoutBoxes } from './layout';

const box = (id: string): Box => ({ id, x: 32, y: 48, width: 200, height: 120 });
const overlap = (a: Omit<Box, 'id'>, b: Omit<Box, 'id'>): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const link = (from: string, to: string) => ({ from, to });

it('keeps what lies in a frame together, in a frame that holds nothing else', () => {
  const boxes = ['data', 'encoder', 'decoder', 'other', 'loss'].map(box);
  const links = [link('data', 'encoder'), link('encoder', 'decoder'), link('data', 'other'), link('other', 'loss'), link('decoder', 'loss')];
  const { moves, frames } = arrangeFrames(boxes, links, [{ id: 'frame', members: ['encoder', 'decoder', 'gone'] }, { id: 'empty', members: [] }], layoutBoxes);
  expect(Object.keys(frames)).toEqual(['frame']);
  const all = boxes.map((one) => ({ ...one, ...moves[one.id] }));
  for (const one of all) expect(overlap(one, frames['frame']!), one.id).toBe(one.id === 'encoder' || one.id === 'decoder');
  for (const a of all) for (const b of all) if (a.id < b.id) expect(overlap(a, b), `${a.id} over ${b.id}`).toBe(false);
  const at = new Map(all.map((one) => [one.id, one]));
  for (const { from, to } of links) expect(at.get(from)!.x, `${from} before ${to}`).toBeLessThan(at.get(to)!.x);
});

it('is laid around a pinned box, which stays', () => {
  const boxes = [box('data'), { ...box('encoder'), x: 496, y: 304, pinned: true }, box('loss')];
  const { moves } = arrangeFrames(boxes, [link('data', 'encoder'), link('encoder', 'loss')], [], layoutBoxes);
  expect(moves['encoder']).toBeUndefined();
  expect(moves['data']!.x + 200).toBeLessThan(496);
  expect(moves['loss']!.x).toBeGreaterThan(696);
});

it('without frames and pins is the layout itself', () => {
  const boxes = ['a', 'b', 'c'].map(box);
  const links = [link('a', 'b'), link('a', 'c')];
  expect(arrangeFrames(boxes, links, [], layoutBoxes).moves).toEqual(layoutBoxes(boxes, links));
});
