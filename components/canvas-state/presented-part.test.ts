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

test('what comes in one part, or in more than can be kept in mind, is shown whole', () => {
  expect(partIn(room, () => [['a', 'b']])).toBeNull();
  expect(partIn(room, () => Array.from({ length: 40 }, (_, index) => [`${index}`]))).toBeNull();
  expect(partCount()).toBe(1);
});
