import { expect, it } from 'vitest';
import { DataError } from '../data-error';
import { loadDataset } from './load';
import { datasets } from './registry';
import { takeItems } from '../take-items';

const idxFile = (side: number, count: number) => ({
  name: 'images',
  bytes: Uint8Array.from([0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, side, 0, 0, 0, side, ...new Array<number>(count * side * side).fill(9)]),
});
const labels = (count: number) => ({ name: 'labels', bytes: Uint8Array.from([0, 0, 8, 1, 0, 0, 0, count, ...new Array<number>(count).fill(3)]) });
const whole = { seed: 1, count: 0 };

it('generates, and takes no more items than wanted', async () => {
  expect((await loadDataset(datasets.patterns, { seed: 1, count: 24 })).count).toBe(24);
  const table = await loadDataset(datasets.sprites, { seed: 1, count: 20 });
  const few = takeItems(table, 5);
  expect([few.count, few.values.length, few.labels!.length, few.factors!.values.length]).toEqual([5, 5 * 1024, 5, 25]);
  expect(takeItems(table, 0)).toBe(table);
  expect(takeItems(table, 99)).toBe(table);
});

it('reads the files of a user, also in place of a download', async () => {
  expect(await loadDataset(datasets.file, { ...whole, files: [idxFile(2, 3)] })).toMatchObject({ count: 3, shape: [2, 2, 1], labelNames: null });
  const table = await loadDataset(datasets['fashion-mnist'], { seed: 1, count: 2, files: [labels(3), idxFile(28, 3)] });
  expect(table.count).toBe(2);
  expect(table.labelNames![table.labels![0]!]).toBe('Dress');
});

it('downloads through the function it is given', async () => {
  const failing = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(loadDataset(datasets.mnist, { ...whole, fetch: failing })).rejects.toThrow(/^MNIST: train-images-idx3-ubyte\.gz could not be downloaded .*file dialog\.$/);
});

it('says what is missing', async () => {
  const missing = [
    [datasets.file, {}, /Own file: expected a file, and found none\. Drop/],
    [datasets.mnist, {}, /MNIST: downloads are not possible here\. Get the files from https/],
    [datasets.mnist, { files: [idxFile(2, 3)] }, /images: expected items of 28 × 28 × 1 for MNIST, and found 2 × 2 × 1\. Choose/],
  ] as const;
  for (const [definition, sources, expected] of missing) {
    const error = await loadDataset(definition, { ...whole, ...sources }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect((error as Error).message).toMatch(expected);
  }
});
