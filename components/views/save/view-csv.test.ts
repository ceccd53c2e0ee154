import { expect, it } from 'vitest';
import { curvesCsv, viewCsv } from './view-csv';

it('writes what a view shows, with names for columns and classes', () => {
  const map = { kind: 'code-map', points: Float32Array.of(1, 2, -3, 4.5), labels: Uint8Array.of(1, 0), labelNames: ['a, b', 'c'], axes: ['code 1', 'code 2'] } as unknown as Parameters<typeof viewCsv>[0];
  expect(viewCsv(map)).toBe('code 1,code 2,label\n1,2,c\n-3,4.5,"a, b"\n');
  expect(viewCsv({ kind: 'samples', images: { shape: [2], count: 2, values: Float32Array.of(0, 0.5, 1, 0.25) }, from: '', prior: true })).toBe('row,item,value_1,value_2\nsample,0,0,0.5\nsample,1,1,0.25\n');
  expect(viewCsv({ kind: 'none', reason: '' })).toBeNull();
});
it('writes curves with a row for each step, empty where nothing was recorded', () => {
  expect(curvesCsv({ steps: [0, 5], columns: [{ set: 'train', term: 'loss', values: [3, 2] }, { set: 'validation', term: 'loss', values: [null, 2.5] }] })).toBe('step,loss (train),loss (validation)\n0,3,\n5,2,2.5\n');
});
