import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../testing/whole-table';
import { openFiles } from '../open-files';
import { dateOf } from './date';
import { isMissing, textOf } from './missing-words';
import { numberOf } from './number';

describe('numbers of cells', () => {
  it('are read as people write them', () => {
    for (const [cell, expected] of [['1.5', 1.5], [' 12 ', 12], ['-3e2', -300], ['1 234', 1234], ["1'234", 1234], ['12 %', 12], ['1,234', 1234], ['-12,345,678.5', -12_345_678.5], [7, 7], [8n, 8], [true, 1], ['0', 0], ['0.0', 0]] as const) expect(numberOf(cell, false), String(cell)).toBe(expected);
    for (const [cell, expected] of [['1,5', 1.5], ['1.234,5', 1234.5], ['12', 12], ['-0,25', -0.25], ['0', 0]] as const) expect(numberOf(cell, true), cell).toBe(expected);
  });
  it('are none where there is none', () => {
    for (const cell of ['', ' ', 'NA', 'n/a', 'null', '?', '-', 'abc', '1,2,3', '12,34', null]) expect(numberOf(cell, false), String(cell)).toBeNaN();
    expect([numberOf('1,2,3', true), numberOf('NaN', true)]).toEqual([Number.NaN, Number.NaN]);
  });
});
it('dates are read in the ways that no two people read differently', () => {
  const day = Date.UTC(2026, 10, 26);
  for (const text of ['2026-11-26', '2026/11/26', '26.11.2026', '2026-11-26T00:00:00Z', '2026-11-26 01:00+01:00', '25.11.2026 24:00']) expect(dateOf(text), text).toBe(day);
  for (const text of ['11/26/2026', '2026-13-01', '2026-11-32', '20261126', 'yesterday', '1.5']) expect(dateOf(text), text).toBeNaN();
});
it('missing is what programs write for it', () => {
  expect([null, '', ' ', 'NA', 'NaN', 'None', '?', Number.NaN].every(isMissing)).toBe(true);
  expect(['0', 'no', 0, false].some(isMissing)).toBe(false);
  expect([textOf(' x '), textOf('n/a'), textOf(3), textOf(new Date(0))]).toEqual(['x', '', '3', '1970-01-01T00:00:00.000Z']);
});
describe('a group', () => {
  const guess = async (name: string, cell: (i: number) => string | number) => {
    const { columns } = await openFiles([sourceOf(`x,${name}\n${Array.from({ length: 60 }, (_, i) => `${i / 7},${cell(i)}`).join('\n')}\n`, 'a.csv')]);
    return columns[1]!.kind;
  };
  it('is what names whom rows are of, again and again', async () => {
    for (const name of ['speaker', 'Patient', 'patient_id', 'Subject ID', 'user', 'session-no', 'first speaker']) expect(await guess(name, (i) => `n${i % 7}`), name).toBe('group');
    expect(await guess('patient', (i) => 1000 + (i % 9))).toBe('group');
    expect(await guess('store_id', (i) => 3 + (i % 9))).toBe('group');
  });
  it('is no category, no quantity, and nothing that names each row', async () => {
    expect(await guess('country', (i) => ['at', 'de'][i % 2]!)).toBe('category');
    expect(await guess('country_id', (i) => ['at', 'de'][i % 2]!)).toBe('category');
    expect(await guess('user', (i) => i / 4)).toBe('number');
    expect(await guess('store_id', (i) => 0.5 + (i % 9))).toBe('number');
    expect(await guess('patient_id', (i) => 7 * i + 3)).toBe('identifier');
    expect(await guess('merchant', (i) => `m${i % 7}`)).toBe('category');
    expect(await guess('sessions', (i) => i % 7)).toBe('number');
  });
});
