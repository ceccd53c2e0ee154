import { expect, it } from 'vitest';
import { sizeOf } from '../../document/shape';
import { datasetList, datasets, findDataset } from './registry';

it('keys are ids, and only ids are found', () => {
  for (const [key, definition] of Object.entries(datasets)) expect(definition.id).toBe(key);
  expect(findDataset('mnist')).toBe(datasets.mnist);
  expect(findDataset('constructor')).toBeUndefined();
});

it.each(datasetList.map((definition) => [definition.id, definition] as const))('%s has the parts its origin needs', (_, definition) => {
  expect(definition.title && definition.help && definition.licence).toBeTruthy();
  expect(definition.generate !== undefined).toBe(definition.origin === 'generated');
  expect(definition.download !== undefined).toBe(definition.origin === 'download');
  for (const file of definition.download ? [definition.download.images, definition.download.labels] : []) {
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
    for (const address of [file.url, ...(file.mirrors ?? [])]) expect(address).toMatch(/^https:\/\//);
  }
  if (definition.labelNames) expect(definition.labelNames).toHaveLength(definition.classes);
});

it.each(datasetList.filter(({ generate }) => generate).map((definition) => [definition.id, definition] as const))('%s gives what it promises', async (_, definition) => {
  const table = await definition.generate!({ seed: 1, count: 50 });
  expect(table).toMatchObject({ shape: definition.shape, range: definition.range, count: 50 });
  expect(table.values.length).toBe(50 * sizeOf(table.shape));
  expect(table.labels!.every((label) => label < definition.classes)).toBe(true);
  expect(table.labelNames).toHaveLength(definition.classes);
  expect(table.values.every((value) => value * table.scale >= 0 && value * table.scale <= 1)).toBe(true);
});
