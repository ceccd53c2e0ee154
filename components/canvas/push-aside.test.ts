import { expect, it } from 'vitest';
import type { Box } from '@/components/canvas-state/geometry';
import { pushAside } from './push-aside';

const box = (id: string, x: number, y = 0, more: Partial<Box> = {}): Box => ({ id, x, y, width: 100, height: 80, ...more });

it('moves what lies to the right on, with all behind it, by as much as is needed', () => {
  const others = [box('a', 0), box('b', 200), box('below', 210, 400), box('c', 400)];
  expect(pushAside(box('new', 145), others)).toEqual({ b: { x: 285, y: 0 }, below: { x: 295, y: 400 }, c: { x: 485, y: 0 } });
});
it('goes past what lies to its left', () => {
  expect(pushAside(box('new', 60), [box('a', 0), box('b', 200)])).toEqual({ new: { x: 140, y: 0 }, b: { x: 280, y: 0 } });
});
it('moves nothing where there is room, nothing above or below, and nothing that is pinned', () => {
  expect(pushAside(box('new', 150), [box('a', 0), box('b', 300)])).toEqual({});
  expect(pushAside(box('new', 150), [box('a', 160, 200)])).toEqual({});
  expect(pushAside(box('new', 145), [box('b', 200, 0, { pinned: true }), box('c', 400)])).toEqual({ c: { x: 485, y: 0 } });
});
