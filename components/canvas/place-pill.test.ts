import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placePill } from './place-pill';

const size = { width: 120, height: 26 };
const port = (x: number, y: number) => ({ x: x - 14, y: y - 14, width: 28, height: 28 });

it('stays at the middle where there is room', () => {
  expect(placePill({ x: 300, y: 40 }, size, [port(100, 40), port(500, 40)])).toEqual({ x: 300, y: 40 });
});

it('goes above the ports of a short wire', () => {
  const { x, y } = placePill({ x: 44, y: 60 }, size, [port(0, 60), port(88, 60)]);
  expect(x).toBe(44);
  expect(y).toBeLessThan(60 - 14 - 13);
});

it('covers no port, however many there are', () => {
  const place = fc.record({ x: fc.integer({ min: -150, max: 150 }), y: fc.integer({ min: -150, max: 150 }) });
  fc.assert(
    fc.property(fc.array(place, { maxLength: 10 }), place, (ports, middle) => {
      const boxes = ports.map(({ x, y }) => port(x, y));
      const at = placePill(middle, size, boxes);
      for (const box of boxes) {
        const apart = at.x + 60 <= box.x || at.x - 60 >= box.x + box.width || at.y + 13 <= box.y || at.y - 13 >= box.y + box.height;
        expect(apart, JSON.stringify({ at, box })).toBe(true);
      }
    }),
    { verbose: 1 },
  );
});
