import { expect, it } from 'vitest';
import type { Seen } from '../columns/definition';
import { scanWarnings } from './scan-warnings';

const seen = (more: Partial<Seen>): Seen => ({ name: 'x', place: 0, rows: 100, missing: 0, numbers: 100, integers: 0, dates: 0, minimum: 0, maximum: 1, values: new Map([['a', 50], ['b', 50]]), rising: false, ...more });

it('says beside a column what its kind makes of what was seen', () => {
  expect(scanWarnings(seen({}), 'number')).toEqual([]);
  expect(scanWarnings(seen({ values: new Map([['7', 100]]) }), 'number')).toEqual(['The same in every row']);
  expect(scanWarnings(seen({ missing: 40, numbers: 60 }), 'number')).toEqual(['40 % missing']);
  expect(scanWarnings(seen({ numbers: 97 }), 'number')).toEqual(['3 no numbers: they count as missing']);
  expect(scanWarnings(seen({ values: null }), 'category')).toEqual(['Too many values to name them']);
  expect(scanWarnings(seen({ values: new Map(Array.from({ length: 300 }, (_, i) => [String(i), 1])) }), 'category')).toEqual(['300 values: rows become wide']);
  expect(scanWarnings(seen({ values: null }), 'label')).toEqual(['Too many values for a label']);
  expect(scanWarnings(seen({ missing: 100, numbers: 0, values: new Map() }), 'number')).toEqual(['Empty']);
});
it('says nothing of what is left out', () => {
  expect(scanWarnings(seen({ missing: 100, numbers: 0 }), 'ignored')).toEqual([]);
  expect(scanWarnings(seen({ values: new Map([['7', 100]]) }), 'identifier')).toEqual([]);
});
