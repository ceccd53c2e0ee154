import { describe, expect, it } from 'vitest';
import type { MemoryTable, IntegerType } from './table';
import { Random } from '../random/counter';
import { findFitted, namedFitted } from './fitted-names';
import { asUnsigned } from './integers';
import { preparedRows } from './prepared-rows';
import type { Limits } from './preparations/definition';
import { preparationKinds, preparations, type PreparationKind } from './preparations/registry';

const COUNT = 60;
const SIZE = 12;
const whole: Partial<Record<string, IntegerType>> = { bytes: { bits: 8, signed: false }, 'signed bytes': { bits: 8, signed: true }, '16-bit integers': { bits: 16, signed: true }, '32-bit integers': { bits: 32, signed: true } };
const table = (name: string, values: Float32Array | Uint8Array): MemoryTable => ({
  name, shape: [SIZE], range: 'real', count: COUNT, values, scale: values instanceof Uint8Array ? 1 / 255 : 1, labels: null, labelNames: null, factors: null, ...(whole[name] && { integers: whole[name] }),
});
const drawn = (name: string, low: number, high: number): MemoryTable => {
  const random = new Random(11, 3);
  const all = Float32Array.from({ length: COUNT * SIZE }, () => low + (high - low) * random.uniform());
  const rounded = whole[name] ? all.map(Math.round) : all;
  return table(name, name === 'bytes' ? Uint8Array.from(rounded) : rounded);
};
const tables = [
  drawn('numbers from 0 to 1', 0, 1), drawn('numbers from −1 to 1', -1, 1), drawn('expression', 3.5, 12.5), drawn('offsets', 1e6, 1e6 + 100),
  drawn('bytes', 0, 255), drawn('bytes', 0, 16), drawn('signed bytes', -128, 127), drawn('signed bytes', 0, 127), drawn('16-bit integers', 0, 4095), drawn('16-bit integers', -2000, 2000),
  drawn('16-bit integers', -32768, 32767), drawn('32-bit integers', 0, 1e9), table('constant', new Float32Array(COUNT * SIZE).fill(5)), drawn('16-bit integers', 0, 1),
];
const training = Uint32Array.from({ length: 40 }, (_, i) => i + 10);

function prepared(kind: PreparationKind, of: MemoryTable, items: Uint32Array, limits: Limits = 'found'): Float32Array {
  const preparation = preparations[kind];
  const out = new Float32Array(items.length * SIZE);
  preparedRows(of, preparation, preparation.fit(of, { training, limits })).write(items, out);
  return out;
}
const promises: Partial<Record<PreparationKind, (x: number) => boolean>> = { unit: (x) => x >= 0 && x <= 1, signed: (x) => x >= -1 && x <= 1, binary: (x) => x === 0 || x === 1 };

describe.each(tables.map((of) => [of.name, Math.min(...of.values), Math.max(...of.values), of] as const))('%s from %d to %d', (_name, _low, _high, of) => {
  it.each(preparationKinds)('keep what %s promises', (kind) => {
    const found = [...prepared(kind, of, training)];
    expect(found.every((x) => Number.isFinite(x) && (promises[kind]?.(x) ?? true))).toBe(true);
    if (kind !== 'standardised') return;
    for (let j = 0; j < SIZE; j++) {
      const column = found.filter((_, i) => i % SIZE === j);
      expect(Math.abs(column.reduce((sum, x) => sum + x, 0) / column.length)).toBeLessThan(2e-3);
    }
  });
  it.each(preparationKinds)('give an item the same numbers alone and among others, through what is kept with the weights (%s)', (kind) => {
    const preparation = preparations[kind];
    const kept = new Map(namedFitted('data', { name: kind }, preparation.fit(of, { training, limits: 'found' })));
    const found = findFitted(kept, 'data', { name: kind, fits: preparation.fits }, of.shape);
    if ('missing' in found) throw new Error(found.missing);
    const alone = { ...of, count: 1, values: of.values.subarray(7 * SIZE, 8 * SIZE) };
    const out = new Float32Array(SIZE);
    preparedRows(alone, preparation, found.fitted).write(Uint32Array.of(0), out);
    expect(out).toEqual(prepared(kind, of, Uint32Array.of(7)));
    expect(Object.entries(found.fitted).map(([name, { shape }]) => [name, shape])).toEqual(Object.entries(preparation.fits(of.shape)));
  });
  it('say when nothing changes', () => {
    for (const kind of preparationKinds) {
      const preparation = preparations[kind];
      if (!preparation.leaves(preparation.fit(of, { training, limits: 'found' }))) continue;
      expect([...prepared(kind, of, training)]).toEqual(Array.from(of.values.subarray(10 * SIZE, 50 * SIZE), (x) => Math.fround(x * of.scale)));
    }
  });
});

const extremes = (kind: PreparationKind, of: MemoryTable, limits: Limits = 'found'): readonly number[] => {
  const found = prepared(kind, of, training, limits);
  return [Math.min(...found), Math.max(...found)];
};
it('fills the range from 0 to 1 with numbers that lie elsewhere and with integers of any width', () => {
  for (const of of tables) if (!/^numbers from 0|constant/.test(of.name) && !(of.scale !== 1 && of.values.some((x) => x > 128))) expect(extremes('unit', of)).toEqual([0, 1]);
});
it('stretches nothing where there is one number alone: bytes stay what they mean, and others are finite', () => {
  const dark = table('bytes', new Uint8Array(COUNT * SIZE).fill(85));
  expect(prepared('unit', dark, training)[0]).toBeCloseTo(85 / 255, 6);
  expect(prepared('signed', dark, training)[0]).toBeCloseTo((2 * 85) / 255 - 1, 6);
  for (const value of [10_000, 715_827_904, -1e30, 3e38]) {
    for (const kind of preparationKinds) expect(prepared(kind, table('16-bit integers', new Float32Array(COUNT * SIZE).fill(value)), training).every(Number.isFinite)).toBe(true);
  }
});
it('takes bytes for what they mean as soon as half of their range is used, and by their type where that is asked for', () => {
  const [bright, dark] = [drawn('bytes', 0, 200), drawn('bytes', 0, 16)];
  expect(prepared('unit', bright, training)[0]).toBeCloseTo(bright.values[10 * SIZE]! / 255, 6);
  expect(prepared('unit', dark, training, 'type')[0]).toBeCloseTo(dark.values[10 * SIZE]! / 255, 6);
});
it('brings integers into the range of their type where that is asked for', () => {
  const of = drawn('16-bit integers', 0, 4095);
  expect(prepared('unit', of, training, 'type')[3]).toBeCloseTo((of.values[10 * SIZE + 3]! + 32768) / 65535, 6);
  expect(prepared('signed', of, training, 'type')[3]).toBeCloseTo((2 * (of.values[10 * SIZE + 3]! + 32768)) / 65535 - 1, 6);
});
it('does not look at items that are held out', () => {
  const of = drawn('expression', 3.5, 12.5);
  const others = { ...of, values: of.values.map((x, i) => (i < 10 * SIZE ? 99 : x)) };
  for (const kind of preparationKinds) expect(prepared(kind, others, training)).toEqual(prepared(kind, of, training));
});
it('reads signed integers as unsigned ones, of every width', () => {
  const read = (name: string, ...values: number[]): number[] => {
    const { values: found, scale } = asUnsigned({ ...table(name, Float32Array.from(values)), shape: [1], count: values.length });
    return [...found].map((x) => Math.round(x * scale * (scale === 1 ? 1 : 255)));
  };
  expect(read('signed bytes', -1, -128, 0, 127)).toEqual([255, 128, 0, 127]);
  expect(read('16-bit integers', -1, -32768, 5)).toEqual([65535, 32768, 5]);
  expect(read('32-bit integers', -(2 ** 31), 7)).toEqual([2 ** 31, 7]);
  expect(read('numbers', -3, 3)).toEqual([-3, 3]);
});
