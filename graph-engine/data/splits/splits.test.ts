import { describe, expect, it } from 'vitest';
import { Random } from '../../random/counter';
import type { Split } from '../split';
import type { MemoryTable } from '../table';
import { columnValues, dealOut, normalItems, nothingToTrain, numbered, type DealOptions } from './deal-out';
import { normalFor } from './normal-for';
import { splitKinds, splits } from './registry';

const COUNT = 120;
const labels = Uint8Array.from({ length: COUNT }, (_, i) => (i % 4 === 0 ? 1 : 0));
const table: MemoryTable = {
  name: 't.csv', shape: [2], range: 'real', count: COUNT, scale: 1, factors: null,
  values: Float32Array.from({ length: 2 * COUNT }, (_, i) => (i % 2 === 0 ? (i * 7) % 50 : Math.floor(i / 2) % 3)),
  columns: [{ name: 'size', kind: 'number' }, { name: 'colour', kind: 'category', names: ['red', 'green'] }],
  beside: [{ name: 'patient', kind: 'text', values: Array.from({ length: COUNT }, (_, i) => `p${i % 11}`) }, { name: 'day', kind: 'date', values: Float64Array.from({ length: COUNT }, (_, i) => (i * 37) % COUNT) }, { name: 'part', kind: 'text', values: Array.from({ length: COUNT }, (_, i) => ['train', 'Val', 'test', 'other'][(i >> 2) % 4]!) }],
  labels, labelNames: ['benign', 'malignant'], labelColumn: 'diagnosis',
};
const options = (more: Partial<DealOptions>): DealOptions => ({ split: 'shuffled', splitBy: '', test: 0.25, normal: '', validation: 0.25, seed: 3, node: 'dataset', ...more });
const all = ({ train, validation, test }: Split): number[] => [...train, ...validation, ...test].sort((a, b) => a - b);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const by: Partial<Record<string, string>> = { group: 'patient', time: 'day', column: 'part' };

describe.each(splitKinds)('items dealt out %s', (split) => {
  const deal = (more: Partial<DealOptions> = {}): Split => dealOut(table, options({ split, splitBy: by[split] ?? '', ...more }));
  it('come into one part each, by the seed and the node alone', () => {
    const first = deal();
    expect(all(first)).toEqual(upTo(COUNT));
    expect(deal()).toEqual(first);
    if (split === 'time' || split === 'column') expect(deal({ seed: 4 })).toEqual(first);
    else expect(deal({ seed: 4 })).not.toEqual(first);
  });
  it('are trained on where they are normal, and all others are for the test', () => {
    const { train, validation, test } = deal({ normal: ' Benign ' });
    expect([...train, ...validation].every((item) => labels[item] === 0)).toBe(true);
    expect(test.filter((item) => labels[item] === 1)).toHaveLength(30);
    expect(all({ train, validation, test })).toEqual(upTo(COUNT));
  });
  it('keep one to train on, however few there are (property)', () => {
    const seed = Number(process.env['HOURGLASS_SEED'] ?? Math.floor(Math.random() * 1e6));
    const random = new Random(seed, 2);
    for (let turn = 0; turn < 40; turn++) {
      const count = 1 + Math.floor(20 * random.uniform());
      const few: MemoryTable = { ...table, count, values: table.values.subarray(0, 2 * count), labels: labels.subarray(0, count) };
      const shares = { validation: 0.9 * random.uniform(), test: 0 };
      const dealt = dealOut(few, options({ split, splitBy: by[split] ?? '', seed: turn, ...shares, test: 0.5 * (0.95 - shares.validation) }));
      expect(dealt.train.length, `seed ${seed}, turn ${turn}, ${split}`).toBeGreaterThan(0);
      expect(all(dealt), `seed ${seed}`).toEqual(upTo(count));
    }
  });
});

it('stratified parts have the share of each label that all have', () => {
  const { train, validation, test } = dealOut(table, options({ split: 'stratified' }));
  for (const part of [train, validation, test]) expect(part.filter((item) => labels[item] === 1).length / part.length).toBeCloseTo(0.25, 1);
});
it('a group lies in one part', () => {
  const parts = dealOut(table, options({ split: 'group', splitBy: 'patient' }));
  const groups = [parts.train, parts.validation, parts.test].map((part) => new Set([...part].map((item) => item % 11)));
  expect(groups[0]!.size + groups[1]!.size + groups[2]!.size).toBe(11);
});
it('the earliest are trained on, the latest are the test', () => {
  const { train, validation, test } = dealOut(table, options({ split: 'time', splitBy: 'day' }));
  const day = (item: number): number => (item * 37) % COUNT;
  expect(Math.max(...[...train].map(day))).toBeLessThan(Math.min(...[...validation].map(day)));
  expect(Math.max(...[...validation].map(day))).toBeLessThan(Math.min(...[...test].map(day)));
  expect([train.length, validation.length, test.length]).toEqual([60, 30, 30]);
});
it('a column says train, validation or test in several ways', () => {
  const { train, validation, test } = dealOut(table, options({ split: 'column', splitBy: 'part' }));
  expect([train.length, validation.length, test.length]).toEqual([32, 32, 56]);
});
it('names what is missing', () => {
  const byClinic = options({ split: 'group', splitBy: 'clinic' });
  expect(dealOut(table, byClinic)).toMatchObject({ train: new Uint32Array(), test: { length: COUNT } });
  expect(nothingToTrain(table, byClinic)).toMatch(/t\.csv: expected a column called clinic to split by, and found size, colour, patient, day, part\. Choose/);
  expect(() => dealOut(table, options({ normal: 'healthy' }))).toThrow(/expected the label healthy, and found benign, malignant\. Choose/);
  expect(() => dealOut({ ...table, labels: null }, options({ normal: 'benign' }))).toThrow(/expected labels, of which benign is normal, and found none/);
  // They may still be looked at: who would train is told.
  expect(dealOut({ ...table, labels: new Uint8Array(COUNT).fill(1) }, options({ normal: 'benign' }))).toMatchObject({ train: new Uint32Array(), test: { length: COUNT } });
  expect(nothingToTrain(table, options({ normal: 'benign' }))).toMatch(/expected items to train on, with the label benign, and found none/);
  expect(nothingToTrain(table, options({ split: 'column', splitBy: 'patient' }))).toMatch(/the split leaves none/);
});
it('knows labels that have numbers alone, and columns by their names', () => {
  expect([...normalItems({ ...table, labelNames: null }, '1')!.subarray(0, 5)]).toEqual([1, 0, 0, 0, 1]);
  expect(normalItems(table, ' ')).toBeNull();
  expect(columnValues(table, 'colour')!.slice(0, 3)).toEqual(['red', 'green', '']);
  expect(columnValues(table, 'diagnosis')!.slice(0, 2)).toEqual(['malignant', 'benign']);
  const coded: MemoryTable = { ...table, beside: [...table.beside!, { name: 'speaker', kind: 'group', values: Uint8Array.from({ length: COUNT }, (_, i) => i % 3), names: ['ada', 'bob', 'eve'] }] };
  expect(columnValues(coded, 'speaker')!.slice(1, 4)).toEqual(['bob', 'eve', 'ada']);
  // Where none is named, the first group is meant, and of a time the first date.
  expect(dealOut(coded, options({ split: 'group' }))).toEqual(dealOut(coded, options({ split: 'group', splitBy: 'speaker' })));
  expect(dealOut(coded, options({ split: 'time' }))).toEqual(dealOut(coded, options({ split: 'time', splitBy: 'day' })));
  expect(Object.values(splits).every(({ title, help }) => title && help)).toBe(true);
});

it('what is normal follows the data: kept where they have it, of the published set, or of numbers alone', () => {
  expect([normalFor('Benign', ['benign', 'malignant'], []), normalFor('normal', ['B', 'M'], ['B']), normalFor('normal', ['B', 'M'], []), normalFor('', ['B'], ['B'])]).toEqual(['Benign', 'B', '', '']);
  expect(normalFor('3', numbered(Uint8Array.of(0, 3, 1)), [])).toBe('3');
});
