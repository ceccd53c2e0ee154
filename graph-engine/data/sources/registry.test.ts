import { expect, it } from 'vitest';
import { sizeOf } from '../../document/shape';
import { columnKinds } from '../columns/registry';
import { datasetList, datasets, findDataset } from './registry';
import { classesOfVocabulary } from '../text/vocabulary';
import { remoteFiles } from './remote-files';

const all = datasetList.map((definition) => [definition.id, definition] as const);

it('keys are ids, and only ids are found', () => {
  for (const [key, definition] of Object.entries(datasets)) expect(definition.id).toBe(key);
  expect(findDataset('mnist')).toBe(datasets.mnist);
  expect(findDataset('constructor')).toBeUndefined();
});

it.each(all)('%s has the parts its origin needs', (_, definition) => {
  expect(definition.title && definition.help && definition.licence).toBeTruthy();
  expect(definition.generate !== undefined).toBe(definition.origin === 'generated');
  expect(definition.download !== undefined || definition.get !== undefined).toBe(definition.origin === 'download');
  for (const file of definition.download ? remoteFiles(definition.download) : []) {
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
    for (const address of [file.url, ...(file.mirrors ?? [])]) expect(address).toMatch(/^https:\/\//);
  }
  if (definition.get) expect(definition.get.page).toMatch(/^https:\/\//);
  if (definition.labelNames) expect(definition.labelNames).toHaveLength(definition.classes);
});

it.each(all.filter(([, { columns }]) => columns))('%s has columns that a Dataset can take', (_, { columns, labelNames, normal, protocol, shape }) => {
  expect(shape).toBeNull();
  expect(protocol).toBeTruthy();
  expect(new Set(columns!.map(({ name }) => name)).size).toBe(columns!.length);
  for (const { kind, names, preparation } of columns!) {
    if (preparation) expect(columnKinds[kind].preparations).toContain(preparation);
    if (names) expect(new Set(names).size).toBe(names.length);
  }
  const labels = columns!.filter(({ kind }) => kind === 'label');
  expect(labels.map(({ names }) => names)).toEqual([labelNames]);
  expect(labelNames).toEqual(expect.arrayContaining([...normal!]));
});

it.each(all.filter(([, { generate, columns }]) => generate && !columns))('%s gives what it promises', async (_, definition) => {
  const table = await definition.generate!({ seed: 1, count: 50 });
  expect(table).toMatchObject({ shape: definition.shape, range: definition.range, count: 50 });
  expect(table.values.length).toBe(50 * sizeOf(table.shape));
  expect(table.labels?.every((label) => label < definition.classes) ?? definition.classes === 0).toBe(true);
  expect(table.labelNames ?? []).toHaveLength(definition.classes);
  expect(table.text).toBe(definition.text);
  const most = definition.text ? classesOfVocabulary(definition.text.vocabulary) - 1 : 1;
  expect(table.values.every((value) => value * table.scale >= 0 && value * table.scale <= most)).toBe(true);
});
