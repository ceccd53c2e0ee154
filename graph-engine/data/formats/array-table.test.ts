import { describe, expect, it } from 'vitest';
import { tableOfArrays } from './array-table';
import type { NumberArray, ReadOptions } from './definition';
import { readIdx } from './idx-table';
import { idxArrays } from './idx-arrays';
import { refusal } from './testing/refusal';
import { datasets } from '../sources/registry';
import { drawDigits } from '../sources/strokes/draw-digits';

type Values = NumberArray['values'];
const array = (name: string, shape: readonly number[], values: Values | readonly number[]): NumberArray => ({ name, shape, values: Array.isArray(values) ? Float32Array.from(values) : (values as Values), notes: [] });
const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 256);
const pictures = (name = 'x', count = 4): NumberArray => array(name, [count, 3, 5], counting(15 * count));
const table = (arrays: readonly NumberArray[], options?: ReadOptions) => tableOfArrays([{ name: 'far/x.npz', arrays }], options);
const notes = (arrays: readonly NumberArray[], options?: ReadOptions): readonly string[] => table(arrays, options).notes!.map(({ text }) => text);

describe('the first axis counts the items', () => {
  it('of vectors, pictures and pictures with channels', () => {
    expect(table([array('x', [4, 15], counting(60))])).toMatchObject({ name: 'x.npz', shape: [15], count: 4, labels: null, factors: null, notes: [] });
    expect(table([pictures()])).toMatchObject({ shape: [3, 5, 1], count: 4 });
    expect(table([array('x', [2, 3, 5, 2], counting(60))])).toMatchObject({ shape: [3, 5, 2], count: 2 });
  });
  it('other arrays are refused, with what can be chosen', async () => {
    const fail = (shape: readonly number[], others: readonly NumberArray[] = []) => refusal(() => table([array('x', shape, new Uint8Array(shape.reduce((a, b) => a * b, 1))), ...others]));
    expect(await fail([])).toMatch(/^far\/x\.npz: expected items × size, items × height × width, or .*and found one number alone\. Turn it with reshape/);
    expect(await fail([7])).toMatch(/found one number for each of 7 items/);
    expect(await fail([2, 2, 2, 2, 2], [array('flat', [2, 4], counting(8))])).toMatch(/^far\/x\.npz, x: .*found 5 dimensions \(2 × 2 × 2 × 2 × 2\)\. Choose another array of the file, such as flat \(2 × 4\)/);
    expect(await fail([0, 5])).toMatch(/0 × 5, which is empty/);
    expect(await fail([2, 65_537])).toMatch(/at most 65,536 values along each side of an item/);
    expect(await refusal(() => tableOfArrays([]))).toMatch(/none at all/);
  });
  it('channels first are suspected, and turned when that is asked for', () => {
    const chw = array('x', [2, 3, 8, 8], counting(384));
    expect(table([chw]).notes).toMatchObject([{ turn: { layout: 'channels-first', shape: [8, 8, 3] } }]);
    expect(table([chw], { layout: 'channels-first' })).toMatchObject({ shape: [8, 8, 3], notes: [] });
  });
  it('items that lie along the last axis are suspected where the labels say so', () => {
    const [note] = notes([array('X', [8, 8, 3, 10], counting(1920)), array('y', [10, 1], counting(10))]);
    expect(note).toMatch(/^x\.npz, X: y has 10 numbers, as many as the last side of 8 × 8 × 3 × 10, .*permute\(x, \[4 1 2 3\]\) in MATLAB/);
  });
});

describe('numbers', () => {
  const of = (values: Values) => table([array('x', [values.length / 2, 2], values)]);
  it('have the range that they are seen to have, as those of IDX', () => {
    expect(of(Uint8Array.of(0, 51, 255, 1))).toMatchObject({ range: 'unit', scale: 1 / 255, integers: { bits: 8, signed: false } });
    expect(of(Uint8Array.of(0, 1, 1, 0))).toMatchObject({ range: 'binary', scale: 1 });
    expect(of(Float32Array.of(0, 0.5))).toMatchObject({ range: 'unit', scale: 1 });
    expect(of(Float64Array.of(-1, 0.5))).toMatchObject({ range: 'signed', values: Float32Array.of(-1, 0.5) });
    expect(of(Int16Array.of(-300, 7))).toMatchObject({ range: 'real', integers: { bits: 16, signed: true }, values: Float32Array.of(-300, 7) });
    expect(of(Uint32Array.of(70_000, 7))).toMatchObject({ range: 'real', integers: { bits: 32, signed: false } });
    expect('integers' in of(Float32Array.of(0, 1))).toBe(false);
  });
  it('that are not finite are kept, and told with how many and where', () => {
    const found = of(Float32Array.of(0, 1, NaN, 1, Infinity, 2));
    expect([...found.values]).toEqual([0, 1, NaN, 1, Infinity, 2]);
    expect(found.range).toBe('real');
    expect(found.notes![0]!.text).toMatch(/^x\.npz: 2 numbers are not finite \(NaN or infinite\), the first in item 1\. Remove/);
    expect(of(Float64Array.of(0, NaN)).notes![0]!.text).toMatch(/one number is not finite .*item 0/);
    expect(of(Float32Array.of(NaN, NaN)).range).toBe('real');
  });
  it('that 32 bits do not tell apart are told, and those they cannot hold refused', async () => {
    expect(of(Float64Array.of(1e9, 1e9 + 1)).notes![0]!.text).toMatch(/are kept with 32 bits/);
    expect(await refusal(() => of(Float64Array.of(1, 1e300)))).toMatch(/expected numbers up to 3\.4e38/);
  });
});

describe('classes', () => {
  const y = (name: string, values: Values = Int32Array.of(0, 2, 1, 2)): NumberArray => array(name, [values.length], values);
  it.each(['y', 'labels', 'label', 'target', 'targets', 'classes', 'y_train', 'fine_label'])('of an array that is called %s', (name) => {
    const found = table([pictures(), y(name)]);
    expect([...found.labels!]).toEqual([0, 2, 1, 2]);
    expect(found.notes).toEqual([]);
  });
  it('as MATLAB has them: in a row or a column, and as floats', () => {
    for (const shape of [[4, 1], [1, 4]]) expect([...table([pictures(), array('y', shape, Float64Array.of(1, 2, 3, 1))]).labels!]).toEqual([1, 2, 3, 1]);
  });
  it('one-hot, or a column of several', () => {
    const rows = array('labels', [4, 3], Uint8Array.of(1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1));
    expect([...table([pictures(), rows]).labels!]).toEqual([0, 2, 1, 2]);
    expect([...table([pictures(), rows], { labelColumn: 2 }).labels!]).toEqual([0, 1, 0, 1]);
  });
  it('that go with the items by name', () => {
    const found = table([pictures('x_test', 3), y('y_test', Int32Array.of(5, 6, 7)), y('y_other', Int32Array.of(9, 9, 9, 9)), y('y_train'), pictures('x_train')]);
    expect([...found.labels!]).toEqual([0, 2, 1, 2]);
    expect(found.notes).toMatchObject([{ arrays: { taken: { items: 'x_train', labels: 'y_train' }, labels: [{ name: 'y_other' }, { name: 'y_train' }] }, text: 'x.npz: x_train (4 × 3 × 5) holds the items, y_train their classes; not used: x_test (3 × 3 × 5), y_test (3), y_other (4). Another array can be chosen.' }]);
  });
  it('of arrays with no names, and of a second file', () => {
    expect([...table([pictures('arr_0'), y('arr_1', Int32Array.of(0, 1, 1, 0))]).labels!]).toEqual([0, 1, 1, 0]);
    expect(table([pictures('arr_0'), y('arr_1', Int32Array.of(10, 11, 12, 13))]).labels).toBeNull();
    expect(table([pictures('arr_0'), y('arr_1', Float32Array.of(0, 1, 0, 1))]).labels).toBeNull();
    for (const files of [[0, 1], [1, 0]]) {
      const both = [{ name: 'a/faces.npy', arrays: [pictures('faces')] }, { name: 'a/people.npy', arrays: [y('people')] }];
      const found = tableOfArrays(files.map((i) => both[i]!));
      expect([found.name, ...found.labels!]).toEqual(['faces.npy', 0, 2, 1, 2]);
    }
  });
  it('are left out with a note where they are none, unless they were asked for', async () => {
    const arrays = [pictures(), y('y', Float32Array.of(0.5, 1, 2, 3))];
    expect(table(arrays).labels).toBeNull();
    expect(notes(arrays)).toEqual([expect.stringMatching(/^x\.npz, y is not taken for classes: .*found 0\.5 at item 0/)]);
    expect(await refusal(() => table(arrays, { labels: 'y' }))).toMatch(/found 0\.5 at item 0/);
    expect(await refusal(() => table([pictures(), y('y', Int32Array.of(1, 2))], { labels: 'y' }))).toMatch(/^far\/x\.npz, y: expected labels for 4 items, one number for each or a few columns, and found 2 values/);
  });
});

describe('which array', () => {
  const arrays = [array('small', [4, 2], [1, 2, 3, 4, 5, 6, 7, 8]), pictures('large')];
  it('is the largest, or the one that is asked for; the others are told', async () => {
    expect(table(arrays).shape).toEqual([3, 5, 1]);
    expect(notes(arrays)).toEqual(['x.npz: large (4 × 3 × 5) holds the items; not used: small (4 × 2). Another array can be chosen.']);
    expect(table(arrays, { array: 'small' }).shape).toEqual([2]);
    expect(await refusal(() => table(arrays, { array: 'other' }))).toBe('far/x.npz: expected an array with the name other, and found small (4 × 2), large (4 × 3 × 5). Choose one that is there.');
  });
  it('what was left out of a file is told once', () => {
    const told = { text: 'x.npz: metadata is left out.' };
    expect(notes([{ ...pictures(), notes: [told] }, { ...array('y', [4], Int32Array.of(0, 1, 0, 1)), notes: [told] }])).toEqual([told.text]);
  });
});

describe('factors', () => {
  const latents = array('latents_values', [2, 6], Float64Array.from({ length: 12 }, (_, i) => i));
  it('of dSprites have their names', () => {
    const found = table([array('imgs', [2, 64, 64], counting(8192)), latents, array('latents_classes', [2, 6], new Int32Array(12))]);
    expect(found.factors).toEqual({ names: ['colour', 'shape', 'scale', 'orientation', 'position x', 'position y'], values: Float32Array.from(latents.values) });
    expect(found.labels).toBeNull();
    expect(found.notes!.map(({ text }) => text)).toEqual(['x.npz: imgs (2 × 64 × 64) holds the items, latents_values their factors; not used: latents_classes (2 × 6). Another array can be chosen.']);
  });
  it('of others are numbered, and a column of them can be the class', () => {
    const found = table([pictures('imgs', 2), array('latents_classes', [2, 3], Int32Array.of(0, 2, 1, 0, 1, 1))], {});
    expect(found.factors!.names).toEqual(['latent 1', 'latent 2', 'latent 3']);
    expect([...table([pictures('imgs', 2), latents, array('latents_classes', [2, 3], Int32Array.of(0, 2, 1, 0, 1, 1))], { labels: 'latents_classes', labelColumn: 1 }).labels!]).toEqual([2, 1]);
  });
});

it('an IDX file is the same table either way', async () => {
  const digits = drawDigits(datasets.digits, { seed: 2, count: 30 }).values as Uint8Array;
  const idx = (type: number, sizes: readonly number[], bytes: Uint8Array) => Uint8Array.from([0, 0, type, sizes.length, ...sizes.flatMap((n) => [0, 0, n >> 8, n & 255]), ...bytes]);
  const wide = new Uint8Array(digits.length * 2);
  digits.forEach((value, i) => (wide[2 * i] = value));
  for (const bytes of [idx(8, [30, 28, 28], digits), idx(0x0b, [30, 28, 28], wide)]) {
    const file = { name: 'far/digits.idx', bytes };
    expect(idxArrays.recognises(bytes, '')).toBe(true);
    expect(tableOfArrays([{ name: file.name, arrays: await idxArrays.read(file) }])).toEqual(await readIdx(file));
  }
});
