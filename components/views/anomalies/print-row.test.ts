import { describe, expect, it } from 'vitest';
import type { AnomalyRows } from '@/graph-engine/training/anomaly/types';
import { percentText, scoreText, standouts, valueText } from './print-row';
import { scoresCsv } from './scores-csv';

const number = { name: 'bytes', names: null, isDate: false };
const service = { name: 'service', names: ['http', 'dns'], isDate: false };

describe('values', () => {
  it('are printed in the units of the file', () => {
    expect([1234567, 0.000012345, 14.98, 0, -2.71234].map((value) => valueText(number, value))).toEqual(['1,235,000', '1.23e-5', '14.98', '0', '-2.712']);
    expect(valueText(number, Number.NaN)).toBe('missing');
    expect([0, 1, 2].map((code) => valueText(service, code))).toEqual(['http', 'dns', 'another value']);
    expect(valueText({ ...number, isDate: true }, Date.UTC(2024, 1, 29, 12, 30))).toBe('2024-02-29 12:30');
    expect(valueText({ ...number, isDate: true }, 1e20)).toBe('—');
  });
  it('of scores and shares are short', () => {
    expect([1044.49, 0.00012, 123456, 0].map(scoreText)).toEqual(['1044', '1.20e-4', '1.23e+5', '0']);
    expect([null, 0, 0.05, 0.5, 1].map(percentText)).toEqual(['—', '0 %', '5.0 %', '50 %', '100 %']);
  });
});

const rows: AnomalyRows = {
  items: Uint32Array.of(7, 9),
  shares: Float64Array.of(1, 2, 1, 30, 60, 10),
  table: { columns: [number, service], values: Float64Array.of(1, 0, 500, 1), reconstructions: Float64Array.of(1, 0, 20, 1) },
  pictures: null,
};
it('names what stands out in a row, the most first, and a category that came back with doubt', () => {
  expect(standouts(['bytes', 'service', '(code)'], rows, 1)).toEqual([
    { name: 'service', share: 0.6, values: { given: 'dns', rebuilt: 'dns, unsure' } },
    { name: 'bytes', share: 0.3, values: { given: '500', rebuilt: '20' } },
    { name: '(code)', share: 0.1, values: null },
  ]);
  expect(standouts(['bytes', 'service', '(code)'], rows, 0, 1).map(({ name }) => name)).toEqual(['service']);
});

it('writes scores as a file, labels quoted where they must be', () => {
  const result = {
    scores: Float64Array.of(0.5, 2),
    parts: Uint8Array.of(0, 2),
    isNormal: Uint8Array.of(1, 0),
    labels: Uint8Array.of(0, 1),
    labelNames: ['fine', 'odd, "very"'],
  } as unknown as Parameters<typeof scoresCsv>[0];
  expect(scoresCsv(result, 1)).toBe('item,score,above,part,label,normal\n0,0.5,0,train,fine,1\n1,2,1,test,"odd, ""very""",0\n');
  // What a spreadsheet would run is text there.
  expect(scoresCsv({ ...result, labelNames: ['=1+1', '-1'] }, 1)).toBe("item,score,above,part,label,normal\n0,0.5,0,train,'=1+1,1\n1,2,1,test,-1,0\n");
  expect(scoresCsv({ ...result, isNormal: null, labels: null }, 1)).toBe('item,score,above,part\n0,0.5,0,train\n1,2,1,test\n');
});
