import { expect, test } from 'vitest';
import { splitBoxes } from './split-boxes';

const box = (id: string, x: number, y = 0, width = 200, height = 200) => ({ id, x, y, width, height });
const ids = (boxes: Parameters<typeof splitBoxes>[0], width: number, height: number) => splitBoxes(boxes, { width, height }).map((part) => part.map(({ id }) => id).join(' '));

test('what fits is one part; what does not is followed from the left, and within that from the top', () => {
  const spine = [box('c', 600), box('a', 0), box('b', 300), box('d', 900)];
  expect(ids(spine, 1100, 200)).toEqual(['c a b d']);
  expect(ids(spine, 1099, 200)).toEqual(['a b c', 'd']);
  expect(ids(spine, 500, 200)).toEqual(['a b', 'c d']);
  expect(ids([...spine, box('e', 0, 300), box('f', 300, 300)], 500, 300)).toEqual(['a b', 'e f', 'c d']);
  expect(ids([], 500, 200)).toEqual([]);
});

test('what is larger than the room is a part by itself', () => {
  expect(ids([box('a', 0), box('wide', 300, 0, 900), box('b', 400, 300), box('tall', 1300, 0, 200, 900)], 500, 300)).toEqual(['a', 'wide', 'b', 'tall']);
  expect(ids([box('wide', 0, 0, 900), box('b', 100, 300)], 500, 600)).toEqual(['wide', 'b']);
});
