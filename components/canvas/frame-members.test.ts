import { expect, it } from 'vitest';
import { frameAround, membersOf } from './frame-members';

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
