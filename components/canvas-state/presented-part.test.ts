import { expect, test } from 'vitest';
import { partCount, partIn, setPart } from './presented-part';

const room = { width: 800, height: 600 };

test('parts stay as they were for who has gone on, until the room is another', () => {
  setPart(0);
  expect(partIn(room, () => [['a', 'b'], ['c']])).toEqual(['a', 'b']);
  expect(partIn(room, () => [['a'], ['b'], ['c']])).toEqual(['a']);
  expect(partCount()).toBe(3);
  setPart(1);
  // A picture came, and cards are smaller.
  expect(partIn(room, () => [['a', 'b', 'c']])).toEqual(['b']);
  expect(partCount()).toBe(3);
  expect(partIn({ ...room, width: 900 }, () => [['a', 'b', 'c']])).toBeNull();
  expect(partCount()).toBe(1);
  setPart(0);
});

test('what comes in one part is the whole; many parts are parts, whose words can be read', () => {
  expect(partIn(room, () => [['a', 'b']])).toBeNull();
  expect(partCount()).toBe(1);
  expect(partIn(room, () => Array.from({ length: 40 }, (_, index) => [`${index}`]))).toEqual(['0']);
  expect(partCount()).toBe(40);
  setPart(39);
  expect(partIn(room, () => [])).toEqual(['39']);
  setPart(0);
});
