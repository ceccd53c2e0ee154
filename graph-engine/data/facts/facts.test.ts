import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openFiles } from '../open-files';
import type { OpenOptions } from '../opened';
import { bytesSource } from '../formats/source-of-bytes';
import type { DataTable } from '../table';
import type { DataSettings } from '../settings';
import { split } from '../split';
import { binned } from './binned';
import { describeTable } from './describe-table';
import { duplicateRows } from './duplicate-rows';
import { tieOfCodes, tieOfNumbers } from './label-tie';
import { numberFacts } from './number-facts';
import { Random } from '../../random/random';

const SEED = 20_261_126;

it('tells the figures of numbers, by hand', () => {
  const facts = numberFacts(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9, Number.NaN));
  expect(facts).toMatchObject({ count: 9, missing: 1, distinct: 5, minimum: 2, maximum: 9, mean: 5, deviation: 2, median: 4.5, outliers: 0 });
  expect(numberFacts(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 100)).outliers).toBe(1);
  // Nearly always one number: no other is far out of nothing.
  expect(numberFacts(Float64Array.of(0, 0, 0, 0, 0, 0, 0, 3)).outliers).toBe(0);
  expect(numberFacts(Float64Array.of(Number.NaN))).toMatchObject({ missing: 1, distinct: 0, mean: Number.NaN });
});
it('counts in bins, the ends too, and leaves out what is no number', () => {
  expect(binned([0, 1, 2, 3, 4, Number.NaN, Infinity], 2)).toEqual({ low: 0, high: 4, counts: [2, 3] });
  expect(binned([3, 3])).toEqual({ low: 2.5, high: 3.5, counts: [2] });
  expect(binned([Number.NaN])).toBeNull();
});
it(`is the point-biserial correlation and the area of pairs for two labels, seed ${SEED}`, () => {
  const random = new Random(SEED);
  for (let round = 0; round < 20; round++) {
    const labels = Uint8Array.from({ length: 80 }, (_, i) => Number(i % 3 === 0));
    const values = Float64Array.from(labels, (label) => Math.round(random.normal(label * (round % 4))* 4) / 4);
    const tie = tieOfNumbers(values, labels)!;
    // Pearson's correlation with the label as 0 and 1.
    const mean = (list: ArrayLike<number>): number => Array.from(list).reduce((sum, x) => sum + x, 0) / list.length;
    const [mv, ml] = [mean(values), mean(labels)];
    let [both, vv, ll] = [0, 0, 0];
    values.forEach((value, i) => ((both += (value - mv) * (labels[i]! - ml)), (vv += (value - mv) ** 2), (ll += (labels[i]! - ml) ** 2)));
    expect(tie.correlation).toBeCloseTo(Math.abs(both) / Math.sqrt(vv * ll), 10);
    let pairs = 0;
    const [ones, zeros] = [1, 0].map((mark) => [...values].filter((_, i) => labels[i] === mark)) as [number[], number[]];
    for (const a of ones) for (const b of zeros) pairs += a > b ? 1 : a === b ? 0.5 : 0;
    const auc = pairs / (ones.length * zeros.length);
    expect(tie.auc).toBeCloseTo(Math.max(auc, 1 - auc), 10);
  }
});
it('is 1 for a copy of the label, 0 for what has nothing to do with it, and null for one label', () => {
  const labels = Uint8Array.from({ length: 60 }, (_, i) => i % 3);
  const copy = tieOfNumbers(Float64Array.from(labels), labels)!;
  expect(copy.correlation).toBeCloseTo(1, 12);
  expect(copy.auc).toBe(1);
  expect(tieOfCodes(Float64Array.from(labels, (label) => (label + 1) % 3), labels)).toMatchObject({ correlation: 1, auc: 1 });
  const apart = Float64Array.from(labels, (_, i) => Math.floor(i / 3) % 2);
  expect(tieOfNumbers(apart, labels)!.correlation).toBeCloseTo(0, 12);
  expect(tieOfCodes(apart, labels)!.correlation).toBeCloseTo(0, 12);
  expect(tieOfNumbers(apart, new Uint8Array(60))).toBeNull();
  // A name of its own for each row knows the rows, and nothing of the label.
  expect(tieOfCodes(Float64Array.from(labels.keys()), labels)!.auc).toBe(0.5);
});
it(`counts copies as a list of texts does, seed ${SEED}`, () => {
  const random = new Random(SEED, 1);
  const [count, width] = [500, 3];
  const values = Float32Array.from({ length: count * width }, () => [0, -0, 1, Number.NaN][random.integer(4)]!);
  const rows = Array.from({ length: count }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width), (value) => String(value)).join());
  const table: DataTable = { name: 'copies', shape: [width], range: 'real', count, values, scale: 1, labels: null, labelNames: null, factors: null };
  expect(duplicateRows(table)).toBe(count - new Set(rows).size);
});

const settings = (columns: DataSettings['columns']): DataSettings => ({ scaling: 'unit', limits: 'found', unsigned: false, columns });
async function described(text: string, adjust?: OpenOptions['adjust']) {
  const opened = await openFiles([bytesSource({ name: 'a.csv', bytes: new TextEncoder().encode(text) })], { adjust });
  return describeTable(opened.table, settings(opened.columns), split(opened.table.count, 0.1, 1, 'dataset'));
}

it('warns of what is constant, empty, missing, far out, a copy of the label, doubled and rare', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => {
    const label = i % 33 === 7 ? 'odd' : 'usual';
    return [7, i % 2 === 0 ? '' : (i * 37) % 101, i % 25 === 0 ? 90_000 + i : (i * 53) % 97, (label === 'odd' ? 0.2 : 0) + i / 1000, label].join(',');
  });
  const text = `same,gaps,far,tells,class\n${[...rows, rows[3]].join('\n')}\n`;
  const asNumbers: OpenOptions['adjust'] = (columns) => columns.map(({ preparation: _, ...column }) => column);
  const facts = await described(text, asNumbers);
  // What is compressed rules nothing.
  const tamed = await described(text, (columns) => columns.map((column) => (column.name === 'far' ? { ...column, preparation: 'robust' } : column)));
  expect(tamed.warnings.map(({ kind }) => kind)).not.toContain('outliers');
  expect(facts.warnings.map(({ kind, column }) => [kind, column])).toEqual([
    ['constant', 'same'],
    ['missing', 'gaps'],
    ['outliers', 'far'],
    ['leak', 'tells'],
    ['duplicates', undefined],
    ['imbalance', undefined],
  ]);
  expect(facts.warnings.find(({ kind }) => kind === 'leak')!.text).toMatch(/tells alone tells “odd” from the others \(area under the ROC curve 1\.000\)/);
  expect(facts.parts).toEqual({ train: 181, validation: 20, test: 0 });
  expect(facts.labels).toEqual([{ name: 'odd', count: 6 }, { name: 'usual', count: 195 }]);
});
it('shows a column before and after its preparation', async () => {
  const facts = await described(`x,colour\n${Array.from({ length: 100 }, (_, i) => `${100 + 10 * i}.5,${['red', 'blue', 'red'][i % 3]}`).join('\n')}\n`);
  const [x, y] = facts.columns;
  expect(x!.before).toMatchObject({ low: 100.5, high: 1090.5 });
  expect(Math.abs(x!.after!.low + x!.after!.high)).toBeLessThan(0.3);
  expect(x!.after!.high).toBeGreaterThan(1.5);
  expect(y).toMatchObject({ kind: 'category', before: null, after: null, values: [{ name: 'red', count: 67 }, { name: 'blue', count: 33 }] });
});

it('looks at pictures as a whole, and at their labels', () => {
  const table: DataTable = { name: 'p', shape: [1, 2, 1], range: 'unit', count: 4, values: Uint8Array.of(0, 255, 0, 255, 51, 102, 0, 0), scale: 1 / 255, integers: { bits: 8, signed: false }, labels: Uint8Array.of(2, 2, 2, 1), labelNames: null, factors: null };
  const facts = describeTable(table, settings([]), { train: Uint32Array.of(0, 1, 2), validation: Uint32Array.of(3), test: new Uint32Array() });
  expect(facts).toMatchObject({ columns: [], duplicates: 1, labels: [{ name: '1', count: 1 }, { name: '2', count: 3 }], parts: { train: 3, validation: 1, test: 0 } });
  expect(facts.all!.facts).toMatchObject({ count: 8, minimum: 0, maximum: 1 });
  expect(facts.all!.after).toMatchObject({ low: 0, high: 1 });
});

const wdbc = '../shared/data/wdbc/data.csv';
it.skipIf(!existsSync(wdbc))('of breast cancer: no column tells it alone, and the greatest perimeter comes near', async () => {
  const opened = await openFiles([bytesSource({ name: 'data.csv', bytes: readFileSync(wdbc) })]);
  const facts = describeTable(opened.table, settings(opened.columns), split(opened.table.count, 0.1, 1, 'dataset'));
  expect(facts.columns).toHaveLength(30);
  expect(facts.duplicates).toBe(0);
  expect(facts.warnings.filter(({ kind }) => kind === 'leak')).toEqual([]);
  const perimeter = facts.columns.find(({ name }) => name === 'perimeter_worst')!;
  expect(perimeter.tie!.auc).toBeCloseTo(0.9755, 3);
  expect(perimeter.facts.missing).toBe(0);
  expect(perimeter.facts.minimum).toBeCloseTo(50.41, 4);
  expect(perimeter.facts.maximum).toBeCloseTo(251.2, 4);
});
