import { expect, it } from 'vitest';
import type { MemoryTable } from '@/graph-engine/data/table';
import { featureText, labelText, numberText, sideText } from './cell-text';

it('tells numbers in as few digits as tell them apart', () => {
  expect([0, 1, -2.5, 1234567, 0.1 + 0.2, 123456.789, 3e-7, 2.5e12, Number.NaN, -Infinity].map(numberText)).toEqual(['0', '1', '−2.5', '1,234,567', '0.3', '123,457', '3.000e−7', '2.500e12', '', '−∞']);
});
it('tells categories, labels and days by their names', () => {
  const table: MemoryTable = { name: 'a', shape: [2], range: 'real', count: 2, values: Float32Array.of(1, 0, Number.NaN, 2), scale: 1, labels: Uint8Array.of(1, 0), labelNames: ['no', 'yes'], factors: null, columns: [{ name: 'x', kind: 'number' }, { name: 'y', kind: 'category', names: ['red', 'blue'] }] };
  expect([0, 1].map((row) => [featureText(table, row, 0), featureText(table, row, 1), labelText(table, row)])).toEqual([['1', 'red', 'yes'], ['', 'other', 'no']]);
  const days = { name: 'd', kind: 'date', values: Float64Array.of(Date.UTC(2024, 1, 3), Date.UTC(2024, 1, 3, 14, 5, 6), Number.NaN) } as const;
  expect([0, 1, 2].map((row) => sideText(days, row))).toEqual(['2024-02-03', '2024-02-03 14:05:06.000', '']);
  expect(sideText({ name: 'id', kind: 'text', values: ['a7'] }, 0)).toBe('a7');
});
