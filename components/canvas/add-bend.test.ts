import { expect, it } from 'vitest';
import { withBend } from './add-bend';

const ends = [{ x: 0, y: 0 }, { x: 300, y: 0 }] as const;
const bend = (x: number, y = 0) => ({ x, y });

it('goes between its neighbours along the wire', () => {
  expect(withBend([], ends, bend(10.4, 20.6))).toEqual([bend(10, 21)]);
  expect(withBend([bend(100, 50), bend(200, 50)], ends, bend(20))).toEqual([bend(20), bend(100, 50), bend(200, 50)]);
  expect(withBend([bend(100, 50), bend(200, 50)], ends, bend(150, 60))).toEqual([bend(100, 50), bend(150, 60), bend(200, 50)]);
  expect(withBend([bend(100, 50), bend(200, 50)], ends, bend(280))).toEqual([bend(100, 50), bend(200, 50), bend(280)]);
});
