import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readIdx } from './idx-table';
import { layoutIds, layouts } from './layout';
import { datasets } from '../sources/registry';
import { drawDigits } from '../sources/strokes/draw-digits';
import { drawSprites } from '../sources/strokes/draw-sprites';
import { layoutNotes } from './suspicions';
import { turn, turnBack } from './turn';
import type { DataTable } from '../table';

const idx = (name: string, sizes: readonly number[], values: ArrayLike<number>) => {
  const header = [0, 0, 8, sizes.length, ...sizes.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255])];
  const bytes = new Uint8Array(header.length + values.length);
  bytes.set(header);
  bytes.set(Uint8Array.from(values), header.length);
  return { name, bytes };
};
const counting = (length: number): number[] => Array.from({ length }, (_, i) => i % 256);
const notesOf = async (name: string, sizes: readonly number[], values: ArrayLike<number>): Promise<DataTable['notes']> => (await readIdx(idx(name, sizes, values))).notes;

describe('turning', () => {
  it.each(layoutIds)('%s: every value comes to its place', (layout) => {
    const of = { height: 2, width: 3, channels: 4 };
    const stored = layouts[layout].title.toLowerCase().split(', ') as (keyof typeof of)[];
    const sizes = stored.map((side) => of[side]);
    const values = Uint8Array.from({ length: 2 * 24 }, (_, i) => i);
    const { shape, values: turned } = turn(values, sizes, layout, 'x');
    expect(shape).toEqual([2, 3, 4]);
    for (let item = 0; item < 2; item++) {
      for (let height = 0; height < 2; height++) {
        for (let width = 0; width < 3; width++) {
          for (let channels = 0; channels < 4; channels++) {
            const at = { height, width, channels };
            const from = stored.reduce((place, side, i) => place * sizes[i]! + at[side], item);
            expect(turned[((item * 2 + height) * 3 + width) * 4 + channels]).toBe(values[from]);
          }
        }
      }
    }
  });
  it.each(layoutIds)('%s: goes back to where it was', (layout) => {
    for (const shape of [[2, 3, 4], [3, 2, 1], [4, 4, 3], [1, 1, 1]]) {
      const values = Float32Array.from({ length: 2 * shape.reduce((a, b) => a * b, 1) }, (_, i) => i);
      const stored = turnBack(values, shape, layout);
      expect(turn(stored.values, stored.shape, layout, 'x')).toEqual({ shape, values });
    }
    expect(turnBack(Uint8Array.of(1, 2), [2], layout)).toEqual({ shape: [2], values: Uint8Array.of(1, 2) });
  });
  it('writes a picture of one channel as it is usual', () => {
    expect(turnBack(Uint8Array.of(1, 2, 3, 4, 5, 6), [3, 2, 1], 'channels-last').shape).toEqual([3, 2]);
    expect(turnBack(Uint8Array.of(1, 2, 3, 4, 5, 6), [3, 2, 1], 'transposed')).toEqual({ shape: [2, 3], values: Uint8Array.of(1, 3, 5, 2, 4, 6) });
    expect(turnBack(Uint8Array.of(1, 2, 3, 4, 5, 6), [3, 2, 1], 'channels-first').shape).toEqual([1, 3, 2]);
  });
  it('transposes pictures with no channels, and refuses what cannot be turned', async () => {
    const picture = idx('p', [1, 2, 3], [1, 2, 3, 4, 5, 6]);
    expect(await readIdx(picture, undefined, { layout: 'transposed' })).toMatchObject({ shape: [3, 2, 1], values: Uint8Array.of(1, 4, 2, 5, 3, 6), notes: [] });
    await expect(readIdx(picture, undefined, { layout: 'channels-first' })).rejects.toThrow(/^p: expected items of three dimensions, to be read as channels, height, width, and found 2 × 3\./);
    await expect(readIdx(idx('v', [1, 6], [1, 2, 3, 4, 5, 6]), undefined, { layout: 'transposed' })).rejects.toThrow(/^v: expected items of two or three dimensions/);
  });
});

describe('channels first are suspected', () => {
  it.each([[3, 16, 16], [1, 28, 28], [4, 8, 12], [2, 5, 7]])('%i × %i × %i', async (a, b, c) => {
    const notes = await notesOf('chw', [2, a, b, c], counting(2 * a * b * c));
    expect(notes).toMatchObject([{ turn: { layout: 'channels-first', shape: [b, c, a] } }]);
    expect(notes![0]!.text).toMatch(new RegExp(`^chw: ${a} × ${b} × ${c} looks like channels first\\. Turn .*each is then ${b} × ${c} × ${a}\\.$`));
  });
  it.each([[16, 16, 3], [28, 28, 1], [3, 16, 3], [3, 3, 1], [8, 8, 8], [1, 1, 3]])('not in %i × %i × %i', async (a, b, c) => {
    expect(await notesOf('hwc', [2, a, b, c], counting(2 * a * b * c))).toEqual([]);
  });
});

describe('transposed pictures are suspected', () => {
  const transposed = ({ values, count }: DataTable, side: number): Uint8Array => turn(values as Uint8Array, [side, side], 'transposed', '').values.subarray(0, count * side * side);
  const digits = drawDigits(datasets.digits, { seed: 3, count: 200 });
  it('in digits that lie on their sides, whatever the file is called', async () => {
    expect(await notesOf('x', [200, 28, 28], transposed(digits, 28))).toMatchObject([{ turn: { layout: 'transposed', shape: [28, 28, 1] } }]);
    expect(await notesOf('x', [200, 28, 28, 1], transposed(digits, 28))).toHaveLength(1);
  });
  it('in what is called EMNIST', async () => {
    expect((await notesOf('emnist-letters-train-images-idx3-ubyte', [2, 28, 28], counting(2 * 784)))![0]!.text).toMatch(/the pictures of EMNIST are stored with rows and columns exchanged/);
  });
  it('not in digits that stand, in patterns, or in figures of every direction', async () => {
    expect(await notesOf('x', [200, 28, 28], digits.values)).toEqual([]);
    const patterns = datasets.patterns.generate({ seed: 1, count: 100 });
    expect(await notesOf('x', [100, 3, 3], patterns.values)).toEqual([]);
    const sprites = drawSprites(datasets.sprites, { seed: 1, count: 200 });
    expect(await notesOf('x', [200, 32, 32], sprites.values)).toEqual([]);
  });
  const path = new URL('../../../../shared/data/mnist_train10k/train10k-images-idx3-ubyte.gz', import.meta.url).pathname;
  if (!existsSync(path)) console.log('skipped: no data at ../shared/data/mnist_train10k');
  it.skipIf(!existsSync(path))('in MNIST only when it is turned', () => {
    const values = new Uint8Array(gunzipSync(readFileSync(path))).subarray(16, 16 + 500 * 784);
    expect(layoutNotes('x', { sizes: [500, 28, 28], values })).toEqual([]);
    expect(layoutNotes('x', { sizes: [500, 28, 28], values: turn(values, [28, 28], 'transposed', '').values })).toHaveLength(1);
  });
});
