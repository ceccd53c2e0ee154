import { expect, it } from 'vitest';
import { lengthWithin, mapMargin, placeMap, type Rect } from './place-map';

const room = { width: 1000, height: 500 };
const card = (left: number, top: number, width = 180, height = 200): Rect => ({ left, top, right: left + width, bottom: top + height });
const corner = { right: mapMargin, bottom: mapMargin };

it('measures what of a line lies within', () => {
  const box = { left: 0, top: 0, right: 10, bottom: 10 };
  expect(lengthWithin({ x: -5, y: 5 }, { x: 15, y: 5 }, box)).toBe(10);
  expect(lengthWithin({ x: 5, y: 5 }, { x: 5, y: 8 }, box)).toBe(3);
  expect(lengthWithin({ x: -5, y: 20 }, { x: 15, y: 20 }, box)).toBe(0);
  expect(lengthWithin({ x: 0, y: 0 }, { x: 20, y: 20 }, box)).toBeCloseTo(Math.hypot(10, 10));
});
it('stands in the corner where nothing is, and beside a card that is mostly in sight', () => {
  expect(placeMap([card(100, 20)], [], room)).toEqual(corner);
  const place = placeMap([card(800, 280)], [], room)!;
  expect(place.bottom > 500 - 280 || place.right > 1000 - 800, 'clear of it').toBe(true);
});
it('leaves a cut card and a wire where there is a place without', () => {
  // Less than half of it is in sight, as of a Loss below the canvas.
  const cut = card(780, 420, 190, 230);
  const beside = placeMap([cut], [], room)!;
  expect(beside).not.toEqual(corner);
  expect(placeMap([], [[{ x: 0, y: 450 }, { x: 1000, y: 450 }]], room)!.bottom, 'above the wire').toBeGreaterThan(50);
  expect(placeMap([], [[{ x: 900, y: 300 }, { x: 900, y: 600 }]], room)!.right, 'beside it').toBeGreaterThan(100);
});
it('crosses a wire rather than a card, and has no place where cards lie all along', () => {
  const right = card(820, 20, 170, 380);
  const across = placeMap([right], [[{ x: 0, y: 450 }, { x: 1000, y: 450 }]], room)!;
  expect(across.bottom).toBe(mapMargin);
  const row = [0, 1, 2, 3, 4].map((at) => card(at * 200, 290, 195, 205));
  expect(placeMap([...row, card(820, 0, 180, 280)], [], room)).toBeNull();
});
