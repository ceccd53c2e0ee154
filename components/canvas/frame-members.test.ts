import { expect, it } from 'vitest';
import { openCorner } from '@/components/canvas-state/frame-corner';
import { cardCorner, frameAround, membersOf } from './frame-members';

const boxes = [
  { id: 'in', x: 10, y: 10, width: 50, height: 50 },
  { id: 'half', x: 90, y: 10, width: 50, height: 50 },
  { id: 'out', x: 300, y: 10, width: 50, height: 50 },
];
it('takes along what has its middle inside', () => {
  expect(membersOf({ x: 0, y: 0, width: 120, height: 100 }, boxes)).toEqual(['in', 'half']);
});
it('leaves room around what it frames', () => {
  const frame = frameAround(boxes, { x: 0, y: 0 });
  expect(membersOf(frame, boxes)).toHaveLength(3);
  expect(frame.y).toBeLessThan(-40);
});

const box = (id: string, x: number, y: number, width = 240, height = 300) => ({ id, x, y, width, height });
it('puts the card of a group at the corner of what it holds, and over nothing else', () => {
  const held = [box('b', 300, 0), box('c', 600, 40)];
  const left = box('a', 0, 0);
  expect(cardCorner(held, [left, box('d', 900, 0)], 2)).toEqual({ x: 300, y: 0 });
  // Between the two stands one that is not held: the corner of all is taken.
  expect(cardCorner([box('b', 300, 200), box('c', 600, 40)], [left, box('between', 300, 0, 240, 180)], 1)).toEqual({ x: 600, y: 40 });
  // More ports than there is room for above the next: below it.
  expect(cardCorner([box('b', 300, 0, 240, 100)], [left, box('below', 300, 200)], 12)).toEqual({ x: 300, y: 524 });
});
it('opens around what it held where its card stood within it, and else where it was', () => {
  const held = [box('b', 300, 200), box('c', 600, 40)];
  const { x, y } = frameAround(held, { x: 0, y: 0 });
  for (const corner of [{ x: 300, y: 40 }, { x: 600, y: 40 }, { x: 300, y: 540 }]) expect(openCorner(corner, held)).toEqual({ x, y });
  const own = { x: 200, y: -60 };
  expect(openCorner(own, held)).toEqual(own);
  expect(openCorner(own, [])).toEqual(own);
});
