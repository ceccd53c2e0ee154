import { expect, it } from 'vitest';
import { freePlace, rectOf, type Point, type Rect } from './free-place';

const plot = { left: 0, right: 400, top: 0, bottom: 200 };
const size = { width: 100, height: 12 };
/** A level curve at `y`. */
const curve = (y: number, from = 0): Point[] => Array.from({ length: 100 }, (_, i): Point => [i * 4, y]).filter(([x]) => x >= from);
const at = (y: number, points: readonly Point[], names: Parameters<typeof freePlace>[5] = []): string => {
  const { align, baseline, away } = freePlace(y, size, plot, 4, points, names);
  return [align, baseline, ...(away > 0 ? [away] : [])].join(' ');
};

it('stands above at the right where nothing is', () => {
  expect(at(100, curve(150))).toBe('right bottom');
});
it('goes to the side of its line where no curve is', () => {
  expect(at(100, curve(94))).toBe('right top');
  expect(at(100, [...curve(94, 200), ...curve(106, 200)])).toBe('left bottom');
});
it('stays inside the plot', () => {
  expect(at(5, curve(150))).toBe('right top');
});
it('rather hides a curve than another name', () => {
  const taken = rectOf({ align: 'right', baseline: 'bottom', away: 0 }, 100, size, plot, 4);
  expect(at(104, curve(110, 200), [taken])).toBe('left bottom');
  expect(at(104, [...curve(98), ...curve(110)], [taken])).not.toBe('right bottom');
});
it('goes away from its line where a chart is so narrow that names of close lines fill both sides', () => {
  const narrow = { ...plot, right: 150 };
  const names: Rect[] = [];
  // From the highest down, as they are drawn.
  for (const y of [100, 103, 105, 108]) names.push(rectOf(freePlace(y, size, narrow, 4, [], names), y, size, narrow, 4));
  for (const [index, one] of names.entries()) for (const other of names.slice(index + 1)) expect(one.bottom <= other.top || other.bottom <= one.top, JSON.stringify([one, other])).toBe(true);
  expect(names.every(({ top, bottom }) => top >= narrow.top && bottom <= narrow.bottom)).toBe(true);
});
