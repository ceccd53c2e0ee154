import { expect, test } from 'vitest';
import { fitRows } from './fit-rows';

test('cells grow with the panel, in two columns where these leave more room', () => {
  const low = fitRows(8, 11, 1, null, { width: 1100, height: 240 });
  const high = fitRows(8, 11, 1, null, { width: 1100, height: 640 });
  expect(low.across).toBe(2);
  expect(high.across).toBe(1);
  expect(high.cell).toBeGreaterThan(1.5 * low.cell);
  // A strip never runs over its column.
  for (const { across, cell, width } of [{ ...low, width: 1100 }, { ...high, width: 1100 }]) expect(across * (142 + 11 * (cell + 2))).toBeLessThanOrEqual(width + 2);
});
test('on a phone a strip takes the width', () => {
  expect(fitRows(8, 11, 1, null, { width: 366, height: 0 })).toEqual({ across: 1, cell: 31 });
});
