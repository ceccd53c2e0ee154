import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { DataError } from '../data-error';
import { writeNpy } from '../formats/testing/write-numbers';
import { loadDataset } from './load';
import { datasets } from './registry';
import { checkPublished } from './testing/check-published.node';

const whole = { seed: 1, count: 0 };
const text = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) });

it.each([
  ['wdbc', 'wdbc/data.csv', 30, [357, 212]],
  ['nsl-kdd', 'nsl_kdd/KDDTrain+_20Percent.txt', 41, [13_449]],
  ['credit-card', 'creditcard/creditcard_sample.csv', 29, [1230, 492]],
] as const)('%s: the published file is downloaded and read as it says', checkPublished);

it('reads the user\'s own file of a set, and says what another one is', async () => {
  const row = (label: string): string => ['1', label, ...Array.from({ length: 30 }, (_, i) => String(i / 2))].join(',');
  const table = await loadDataset(datasets.wdbc, { ...whole, files: [text('wdbc.data', `${row('M')}\n${row('B')}\n${row('B')}\n`)] });
  expect(table).toMatchObject({ shape: [30], count: 3, labelNames: ['B', 'M'] });
  expect([...table.labels!]).toEqual([1, 0, 0]);
  const wrong = loadDataset(datasets.wdbc, { ...whole, files: [text('notes.csv', 'colour,size\nred,1\nblue,2\n')] });
  await expect(wrong).rejects.toThrow(DataError);
  await expect(wrong).rejects.toThrow(/^notes\.csv: expected the 32 columns of Wisconsin breast cancer \(id, diagnosis, radius_mean, .*…\), and found 2 \(colour, size\)\. Choose its file, or say/);
  await expect(loadDataset(datasets.paysim, whole)).rejects.toThrow(/^PaySim: expected its file, and found none\. .* It is at https:\/\/www\.kaggle\.com\/.*file dialog\.$/);
  await expect(loadDataset(datasets['nsl-kdd'], whole)).rejects.toThrow(/Get the file from https:.*, and give its path\.$/);
});

it('dSprites: a file of the user gives pictures with their factors, and the shape as the label', async () => {
  const count = 6;
  const factors = Array.from({ length: count }, (_, i) => [0, i % 3, i % 6, i, 31 - i, i]);
  const bytes = zipSync({
    'imgs.npy': writeNpy('u1', [count, 64, 64], Array.from({ length: count * 4096 }, (_, i) => (i % 7 === 0 ? 1 : 0))),
    'latents_classes.npy': writeNpy('i8', [count, 6], factors.flat()),
    'latents_values.npy': writeNpy('f8', [count, 6], factors.flat().map((value) => value / 2)),
  });
  const table = await loadDataset(datasets.dsprites, { ...whole, files: [{ name: 'dsprites.npz', bytes }] });
  expect([table.shape, table.count, table.range, [...table.labels!], table.labelNames]).toEqual([[64, 64, 1], count, 'binary', [0, 1, 2, 0, 1, 2], ['square', 'ellipse', 'heart']]);
  expect(table.factors!.names).toContain('orientation');
});
