import { expect, it } from 'vitest';
import { itemsCsv } from './items-csv';

it('writes the columns there are', () => {
  const codes = { size: 2, values: Float32Array.of(0.5, -1, 2, 0.25) };
  const errors = Float64Array.of(0.125, 3);
  expect(itemsCsv({ kind: 'items', rows: 2, count: 2, codes, errors, labels: Uint8Array.of(7, 1) })).toBe('item,label,error,code_1,code_2\n0,7,0.125,0.5,-1\n1,1,3,2,0.25\n');
  expect(itemsCsv({ kind: 'items', rows: 2, count: 2, codes, errors: null, labels: null })).toBe('item,code_1,code_2\n0,0.5,-1\n1,2,0.25\n');
  expect(itemsCsv({ kind: 'items', rows: 2, count: 2, codes: null, errors, labels: null })).toBe('item,error\n0,0.125\n1,3\n');
});
