import { expect, it } from 'vitest';
import { fewerCovered, type Box } from './fewer-covered';

const box = (left: number, top: number, width = 10, height = 10): Box => ({ left, top, right: left + width, bottom: top + height });
const canvas = box(0, 50, 1000, 400);
const words = box(300, 62, 400, 40);

it('goes to the edge where fewer ports lie under it', () => {
  expect(fewerCovered(words, canvas, [])).toBe('top');
  expect(fewerCovered(words, canvas, [box(400, 70), box(500, 90)])).toBe('bottom');
  expect(fewerCovered(words, canvas, [box(400, 70), box(500, 420), box(600, 425)])).toBe('top');
  // What lies beside the words is not covered.
  expect(fewerCovered(words, canvas, [box(100, 70), box(800, 70)])).toBe('top');
});
it('finds the edge again wherever the words stand now', () => {
  expect(fewerCovered(box(300, 398, 400, 40), canvas, [box(400, 70)])).toBe('bottom');
});
