import { describe, expect, it } from 'vitest';
import { DataError } from '../data-error';
import { readIdxFiles } from './idx-files';
import { labelsAt } from './labels';

const int = (n: number): number[] => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const file = (name: string, type: number, sizes: readonly number[], values: readonly number[]) => ({ name, bytes: Uint8Array.from([0, 0, type, sizes.length, ...sizes.flatMap(int), ...values]) });
const ints = (name: string, sizes: readonly number[], values: readonly number[]) => file(name, 0x0c, sizes, values.flatMap(int));
const images = file('qmnist-train-images-idx3-ubyte', 8, [3, 1, 2], [1, 2, 3, 4, 5, 6]);
/** Class, series, writer … as QMNIST has them. */
const columns = ints('qmnist-train-labels-idx2-int', [3, 4], [7, 4, 900, 5, 0, 4, 901, 6, 3, 4, 70_000, 7]);

describe('labels of several columns', () => {
  it('give the class in column 0, and say so', async () => {
    for (const files of [[images, columns], [columns, images]]) {
      const table = await readIdxFiles(files);
      expect([...table.labels!]).toEqual([7, 0, 3]);
      expect(table.notes).toEqual([{ text: 'qmnist-train-labels-idx2-int: 4 columns of labels for each item; column 0, counted from 0, is taken for the class. Another column can be chosen.', column: { of: 4, chosen: 0 } }]);
    }
  });
  it('give another column where it is asked for', async () => {
    const table = await readIdxFiles([images, columns], { labelColumn: 3 });
    expect([...table.labels!]).toEqual([5, 6, 7]);
    expect(table.notes![0]!.column).toEqual({ of: 4, chosen: 3 });
  });
  it('refuse a column that is not there, or holds no classes', async () => {
    await expect(readIdxFiles([images, columns], { labelColumn: 4 })).rejects.toThrow(/labels-idx2-int: expected a column of labels from 0 to 3, and column 4 was asked for/);
    await expect(readIdxFiles([images, columns], { labelColumn: 2 })).rejects.toThrow(/expected labels from 0 to 65,535, and found 70000 at item 2 in column 2/);
    await expect(readIdxFiles([images, ints('labels-idx2-int', [3, 2], [1, 0, -5, 0, 2, 0])])).rejects.toThrow(/found the negative label -5 at item 1 in column 0/);
  });
  it('are told from vectors by their neighbours and names', async () => {
    const vectors = file('vectors', 0x0d, [2, 3], new Array<number>(24).fill(0));
    expect([...(await readIdxFiles([vectors, ints('other', [2, 1], [4, 5])])).labels!]).toEqual([4, 5]);
    expect([...(await readIdxFiles([ints('features', [2, 9], new Array<number>(18).fill(3)), ints('classes', [2, 2], [1, 0, 2, 0])])).labels!]).toEqual([1, 2]);
    expect((await readIdxFiles([ints('features', [2, 9], new Array<number>(18).fill(3))])).labels).toBeNull();
    await expect(readIdxFiles([columns])).rejects.toThrow(/expected an images file, and found labels only/);
  });
});

describe('what a file called labels holds', () => {
  const floats = (name: string, sizes: readonly number[], values: readonly number[]) => file(name, 0x0d, sizes, values.flatMap((value) => [...new Uint8Array(Float32Array.of(value).buffer)].reverse()));
  const rows = [0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0];
  it('is classes where it is one-hot, in whole numbers or others', async () => {
    for (const labels of [file('train-labels', 8, [3, 4], rows), floats('labels.idx', [3, 4], rows)]) {
      const table = await readIdxFiles([images, labels]);
      expect([...table.labels!]).toEqual([2, 0, 1]);
      expect(table.notes).toMatchObject([{ text: expect.stringMatching(/4 columns of labels for each item; in each row one is 1 .* its place, counted from 0, is taken/) as string, column: { of: 4, chosen: 0 } }]);
    }
    expect([...(await readIdxFiles([images, file('labels', 8, [3, 4], rows)], { labelColumn: 2 })).labels!]).toEqual([1, 0, 0]);
  });
  it('may have sides of 1', async () => {
    expect([...(await readIdxFiles([images, file('labels', 8, [3, 1, 1], [4, 5, 6])])).labels!]).toEqual([4, 5, 6]);
  });
  it('is refused as labels, and not taken for a second images file', async () => {
    await expect(readIdxFiles([images, file('labels', 8, [3, 65], new Array<number>(195).fill(1))])).rejects.toThrow(/^labels: expected labels, one number per item or at most 64 columns of them, and found 3 × 65 values\. Choose/);
    await expect(readIdxFiles([images, file('labels', 8, [3, 2, 2], new Array<number>(12).fill(1))])).rejects.toThrow(/^labels: .*found 3 × 2 × 2/);
    await expect(readIdxFiles([images, floats('labels', [3, 2], [1, 0, 0.5, 0, 2, 0])])).rejects.toThrow(/^labels: expected labels from 0 to 65,535, and found 0\.5 at item 1 in column 0/);
  });
});

it('more than 256 classes are kept as they are', async () => {
  const wide = (await readIdxFiles([images, ints('labels', [3], [0, 999, 65_535])])).labels!;
  expect([wide.BYTES_PER_ELEMENT, ...wide]).toEqual([2, 0, 999, 65_535]);
  expect([...(await readIdxFiles([images, file('labels', 0x0b, [3], [1, 0, 0, 2, 0, 3])])).labels!]).toEqual([256, 2, 3]);
  expect((await readIdxFiles([images, ints('labels', [3], [0, 255, 1])])).labels).toBeInstanceOf(Uint8Array);
  await expect(readIdxFiles([images, ints('labels', [3], [0, 65_536, 0])])).rejects.toBeInstanceOf(DataError);
  expect([...labelsAt(wide, Uint32Array.of(2, 1))]).toEqual([65_535, 999]);
});
