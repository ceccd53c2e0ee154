import { expect, it } from 'vitest';
import { outlines } from './outlines';

it('are the greatest of the values around a place less the least, within the picture and its channel', () => {
  // A dot in the corner of the first picture, an even second one.
  const given = Float32Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  expect([...outlines(given, [3, 3, 1])]).toEqual([1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect([...outlines(Uint8Array.from([9, 0, 2, 0, 5, 0]), [1, 3, 2])]).toEqual([7, 0, 7, 0, 3, 0]);
});
