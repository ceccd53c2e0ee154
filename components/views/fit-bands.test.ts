import { expect, it } from 'vitest';
import { CELL_GAP, fitBands } from './fit-bands';

const asked = { rows: 3, count: 24, most: 76, names: 148, below: 24, after: 32 };
const heightOf = ({ cell, bands }: { readonly cell: number; readonly bands: number }, { rows, below, after } = asked) => bands * (rows * (cell + CELL_GAP) + below) + after;

it('fills a low drawer with one band of cells as high as it', () => {
  const low = fitBands(asked, { width: 510, height: 220 });
  expect(low).toMatchObject({ bands: 1 });
  expect(low.cell).toBeGreaterThan(44);
  expect(heightOf(low)).toBeLessThanOrEqual(220);
});
it('shows ten items or more as large as a tall pane allows, rather than more of them small', () => {
  const size = { width: 1400, height: 740 };
  const tall = fitBands({ ...asked, names: 240 }, size);
  expect(tall.cell).toBeGreaterThan(90);
  expect(tall.columns * tall.bands).toBeGreaterThanOrEqual(10);
  expect(heightOf(tall)).toBeLessThanOrEqual(740);
});
it('leaves nothing out at the right or below wherever it has the room for one small band', () => {
  for (let width = 330; width < 2000; width += 37) {
    for (let height = 260; height < 1300; height += 61) {
      for (const rows of [2, 3, 4]) {
        const own = { ...asked, rows };
        const fitted = fitBands(own, { width, height });
        const place = JSON.stringify({ width, height, rows, ...fitted });
        expect(own.names + fitted.columns * (fitted.cell + CELL_GAP) - CELL_GAP, place).toBeLessThanOrEqual(width);
        expect(heightOf(fitted, own), place).toBeLessThanOrEqual(height);
        expect((fitted.bands - 1) * fitted.columns, place).toBeLessThan(own.count);
      }
    }
  }
});
