import { beforeEach, expect, it } from 'vitest';
import { analyse } from '@/graph-engine/analysis/analyse';
import { autoencoder } from '@/templates/autoencoder';
import { dispatch, openDocument, undo } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { readLayout } from './reading';

const errors = () => analyse(getStudio().document).diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);

beforeEach(() => {
  openDocument(autoencoder.create(), 'Autoencoder');
});

it('fits the networks to items that are turned, in one step', () => {
  for (const [field, value] of Object.entries({ source: 'file', fileName: 'x.npy', shape: [28, 28, 1] })) dispatch('setParam', { nodes: ['dataset'], field, value });
  const before = getStudio().document;
  readLayout('dataset', 'channels-first', [28, 1, 28]);
  expect(getStudio().document.nodes['dataset']!.params).toMatchObject({ layout: 'channels-first', shape: [28, 1, 28] });
  expect(errors()).toEqual([]);
  undo();
  expect(getStudio().document).toEqual(before);
});
it('leaves the networks alone where something else is wrong with them', () => {
  for (const [field, value] of Object.entries({ source: 'file', fileName: 'x.npy', shape: [20, 28, 1] })) dispatch('setParam', { nodes: ['dataset'], field, value });
  const { decoder } = getStudio().document.nodes;
  readLayout('dataset', 'channels-first', [28, 1, 20]);
  expect(getStudio().document.nodes['decoder']).toEqual(decoder);
  expect(errors()).not.toEqual([]);
});
