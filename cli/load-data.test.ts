import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataError } from '@/graph-engine/data/data-error';
import { graph } from '@/graph-engine/testing/build-document';
import { loadData, printNotes } from './data';
import { loadDataPath } from './load-data';
import type { Output } from './output';
import { mustBeInMemory } from '@/graph-engine/data/rows/in-memory';

const images = (fill: number) => Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, fill, 255]);
const labels = Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 2, 4, 5]);

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'load-data-'));
});
afterAll(() => rm(root, { recursive: true }));

async function folder(name: string, files: Record<string, Uint8Array>): Promise<string> {
  const path = join(root, name);
  await mkdir(path);
  for (const [file, bytes] of Object.entries(files)) await writeFile(join(path, file), bytes);
  return path;
}
const message = async (path: string): Promise<string> => {
  const error = await loadDataPath(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  return (error as Error).message;
};

it('reads the training set of a folder, or the file that is named, with the labels beside it', async () => {
  const path = await folder('mnist', {
    'train-images-idx3-ubyte.gz': gzipSync(images(1)),
    'train-labels-idx1-ubyte': labels,
    't10k-images-idx3-ubyte.gz': gzipSync(images(2)),
    't10k-labels-idx1-ubyte.gz': gzipSync(labels),
    'README.md': Uint8Array.of(65),
  });
  const all = await loadDataPath(path);
  expect([all.values[0], [...all.labels!]]).toEqual([1, [4, 5]]);
  const test = await loadDataPath(join(path, 't10k-images-idx3-ubyte.gz'));
  expect([test.values[0], [...test.labels!]]).toEqual([2, [4, 5]]);
});

it('reads the older spelling, files with no labels, and a file beside its .gz once', async () => {
  const older = await folder('older', { 'train-images.idx3-ubyte': images(3), 'train-labels.idx1-ubyte': labels });
  expect([...(await loadDataPath(older)).labels!]).toEqual([4, 5]);
  const alone = await folder('alone', { 'some.bin': images(4) });
  expect((await loadDataPath(join(alone, 'some.bin'))).labels).toBeNull();
  const both = await folder('both', { 'a-images-idx3-ubyte': images(5), 'a-images-idx3-ubyte.gz': gzipSync(images(6)) });
  expect((await loadDataPath(both)).values[0]).toBe(5);
});

it('says what is wrong, with the path', async () => {
  expect(await message(join(root, 'nowhere'))).toMatch(/nowhere: expected a file or a folder with data, and found nothing there\. Check/);
  expect(await message(await folder('empty', {}))).toMatch(/empty: expected files, and found an empty folder/);
  expect(await message(await folder('foreign', { 'a.txt': labels }))).toMatch(/a\.txt: expected an images file/);
  expect(await message(await folder('two', { 'a-images-idx3-ubyte': images(1), 'b-images-idx3-ubyte': images(1) }))).toMatch(/found 2 \(a-images-idx3-ubyte, b-images-idx3-ubyte\)\. Name/);
  expect(await message(await folder('labels', { 'train-labels-idx1-ubyte': labels }))).toMatch(/train-labels-idx1-ubyte: expected an images file, and found labels only/);
  expect(await message(await folder('cut', { 'train-images-idx3-ubyte': images(1).slice(0, -1) }))).toMatch(/cut\/train-images-idx3-ubyte: expected 18 bytes.*17 bytes/);
});

it('takes labels of another spelling beside the images, and names those it does not take', async () => {
  const several = Uint8Array.from([0, 0, 0x0c, 2, 0, 0, 0, 2, 0, 0, 0, 2, ...[3, 40, 7, 41].flatMap((n) => [0, 0, 0, n])]);
  const qmnist = await folder('qmnist', { 'qmnist-train-images-idx3-ubyte': images(1), 'qmnist-train-labels-idx2-int': several, 'qmnist-test-labels-idx2-int.gz': gzipSync(several) });
  for (const path of [qmnist, join(qmnist, 'qmnist-train-images-idx3-ubyte')]) {
    const table = await loadDataPath(path);
    expect([...table.labels!]).toEqual([3, 7]);
    expect(table.notes![0]!.text).toMatch(/labels-idx2-int: 2 columns of labels/);
  }
  expect([...(await loadDataPath(qmnist, { labelColumn: 1 })).labels!]).toEqual([40, 41]);
  expect((await loadDataPath(qmnist)).notes!.at(-1)!.text).toMatch(/^Not used: qmnist-test-labels-idx2-int\.gz, beside qmnist-train-images-idx3-ubyte and qmnist-train-labels-idx2-int/);
  const other = await folder('other', { 'x-images-idx3-ubyte': images(1), 'y-labels-idx1-ubyte': labels });
  const alone = await loadDataPath(join(other, 'x-images-idx3-ubyte'));
  expect([alone.labels, alone.notes!.map(({ text }) => text)]).toEqual([null, ['Not used: y-labels-idx1-ubyte, since the labels of x-images-idx3-ubyte would have its name with “labels” for “images”. Rename them, if they belong to it.']]);
});

it('takes the labels that are named, whatever they are called and wherever they are', async () => {
  const path = join(await folder('named', { 'x-images-idx3-ubyte': images(1), 'x-labels-idx1-ubyte': labels }), 'x-images-idx3-ubyte');
  const elsewhere = await folder('elsewhere', { 'answers.bin': Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 2, 8, 9]), 'rows.bin': Uint8Array.from([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4]), 'few.bin': Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 1, 8]) });
  const read = async (name: string, labelColumn?: number) => (await loadData(graph().node('dataset').done(), { data: path, labels: join(elsewhere, name), ...(labelColumn === undefined ? {} : { labelColumn }) })).data['dataset']!;
  expect([...(await read('answers.bin')).labels!]).toEqual([8, 9]);
  expect([...(await read('rows.bin', 1)).labels!]).toEqual([2, 4]);
  await expect(read('few.bin')).rejects.toThrow(/few\.bin: expected 2 labels for the images of .*x-images-idx3-ubyte, and found 1\./);
  await expect(read('nothing.bin')).rejects.toThrow(/nothing\.bin: expected a file or a folder with data, and found nothing there/);
  await expect(loadData(graph().node('dataset').done(), { labels: join(elsewhere, 'answers.bin') })).rejects.toThrow(/--labels says how to read the file of --data/);
});
it('refuses options that would change nothing', async () => {
  const path = join(await folder('plain', { 'p-images-idx3-ubyte': images(1) }), 'p-images-idx3-ubyte');
  const read = (params: object, options: object) => loadData(graph().node('dataset', { ...params }).done(), { data: path, ...options });
  await expect(read({}, { labelColumn: 1 })).rejects.toThrow(/--label-column chooses among labels, and p-images-idx3-ubyte has none/);
  await expect(read({ scaling: 'standardised' }, { limits: 'type' })).rejects.toThrow(/--limits says which numbers become black and white, and the scaling of .*standardised, makes none/);
  expect((await read({}, { limits: 'type' })).document.nodes['dataset']!.params).toMatchObject({ limits: 'type' });
});

it('keeps the name of a file, and no folder of a path of any length', async () => {
  const deep = join(root, ...Array.from({ length: 6 }, (_, i) => `${'folder-with-a-long-name-'.repeat(3)}${i}`));
  await mkdir(deep, { recursive: true });
  await writeFile(join(deep, 'x-images-idx3-ubyte'), images(1));
  expect(deep.length).toBeGreaterThan(300);
  const { document, data } = await loadData(graph().node('dataset').done(), { data: join(deep, 'x-images-idx3-ubyte') });
  expect(document.nodes['dataset']!.params['fileName']).toBe('x-images-idx3-ubyte');
  expect(JSON.stringify([document, data['dataset']!.name, data['dataset']!.notes])).not.toMatch(/folder-with|load-data-/);
});

it('reads a file in the order that the command line or the document says, and prints what it suspects', async () => {
  const pixels = Array.from({ length: 2 * 3 * 5 * 6 }, (_, i) => i);
  const path = join(await folder('chw', { 'chw-images-idx4-ubyte': Uint8Array.from([0, 0, 8, 4, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 5, 0, 0, 0, 6, ...pixels]) }), 'chw-images-idx4-ubyte');
  const asStored = await loadData(graph().node('dataset').done(), { data: path });
  expect(asStored.data['dataset']!.shape).toEqual([3, 5, 6]);
  const printed: string[] = [];
  printNotes(asStored, { note: (text: string) => void printed.push(text) } as unknown as Output);
  expect(printed).toEqual([expect.stringMatching(/^chw-images-idx4-ubyte: 3 × 5 × 6 looks like channels first\. .* Here: --layout channels-first \(channels, height, width\)\.$/)]);
  const turned = await loadData(graph().node('dataset').done(), { data: path, layout: 'channels-first' });
  expect(turned.data['dataset']).toMatchObject({ shape: [5, 6, 3], notes: [] });
  expect([...mustBeInMemory(turned.data['dataset']!).values.subarray(0, 4)]).toEqual([0, 30, 60, 1]);
  expect(turned.document.nodes['dataset']!.params).toMatchObject({ layout: 'channels-first', shape: [5, 6, 3] });
  expect((await loadData(turned.document, { data: path })).data['dataset']!.shape).toEqual([5, 6, 3]);
  await expect(loadData(graph().node('dataset').done(), { layout: 'channels-first' })).rejects.toThrow(/--layout says how to read the file of --data/);
});

describe('real MNIST', () => {
  const present = (name: string) => {
    const path = new URL(`../../shared/data/${name}`, import.meta.url).pathname;
    if (!existsSync(path)) console.log(`skipped: no data at ../shared/data/${name}`);
    return existsSync(path) ? path : null;
  };
  for (const [name, count] of [['mnist_train10k', 10_000], ['mnist', 60_000]] as const) {
    const path = present(name);
    it.skipIf(!path)(`${name} has ${count} digits with labels`, async () => {
      const table = await loadDataPath(path!);
      expect(table).toMatchObject({ shape: [28, 28, 1], range: 'unit', count, scale: 1 / 255 });
      expect([...table.labels!.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
      let sum = 0;
      for (const value of table.values) sum += value;
      // The mean that is usually quoted for MNIST's training set.
      expect((sum * table.scale) / table.values.length).toBeCloseTo(0.1307, 2);
    }, 120_000);
  }
});
