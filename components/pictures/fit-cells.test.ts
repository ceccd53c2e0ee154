import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crispCell, fitCells } from './fit-cells';

const bounds = { gap: 4, least: 24, most: 140 };

test('cells grow with the room, and fill it', () => {
  const [small, large] = [fitCells(64, { width: 700, height: 180 }, bounds), fitCells(64, { width: 1400, height: 700 }, bounds)];
  expect(large.cell).toBeGreaterThan(1.8 * small.cell);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 200, max: 2000 }), fc.integer({ min: 60, max: 1200 }), fc.double({ min: 0.4, max: 2.5, noNaN: true }), (count, width, height, aspect) => {
      const { cell, columns } = fitCells(count, { width, height }, { ...bounds, aspect });
      const rows = Math.ceil(count / columns);
      expect(columns * (cell + 4) - 4).toBeLessThanOrEqual(width);
      if (cell > bounds.least) expect(rows * (cell * aspect + 4) - 4).toBeLessThanOrEqual(height + 1e-9);
      // One more pixel would not fit.
      const wider = Math.max(1, Math.min(count, Math.floor((width + 4) / (cell + 5))));
      if (cell < bounds.most) expect(cell + 1 > width || Math.ceil(count / wider) * ((cell + 1) * aspect + 4) - 4 > height).toBe(true);
    }),
  );
});
test('pictures are whole multiples of their pixels, where that costs little', () => {
  expect(crispCell(60, 28, 1)).toBe(56);
  expect(crispCell(60, 28, 2)).toBe(56);
  expect(crispCell(50, 28, 2)).toBe(42);
  expect(crispCell(20, 28, 1)).toBe(20);
  expect(fitCells(1, { width: 60, height: 60 }, { ...bounds, pixels: 28 }).cell).toBe(56);
  expect(fitCells(1, { width: 50, height: 50 }, { ...bounds, pixels: 28 }).cell).toBe(50);
});
