import { expect, test } from 'vitest';
import { gridFor } from './grid-for';

test('one chart fills the pane, several stand side by side, and none is too small to be read', () => {
  expect(gridFor(1, { width: 1000, height: 260 })).toEqual({ columns: 1, height: 260 });
  expect(gridFor(3, { width: 1000, height: 260 })).toEqual({ columns: 3, height: 260 });
  expect(gridFor(4, { width: 850, height: 210 })).toEqual({ columns: 4, height: 210 });
  expect(gridFor(4, { width: 900, height: 600 })).toEqual({ columns: 2, height: 294 });
  expect(gridFor(4, { width: 360, height: 300 })).toEqual({ columns: 1, height: 150 });
  expect(gridFor(0, { width: 0, height: 0 }).columns).toBe(1);
});
