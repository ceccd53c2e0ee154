import { expect, it } from 'vitest';
import { catalogue } from '../catalogue';
import { limits } from '../document/limits';
import { createDocumentStore, type DocumentStore } from '../document/store';
import { graph } from '../testing/build-document';

let time = 0;
const named = (name: string): DocumentStore =>
  createDocumentStore({ document: graph().node('dataset', {}, { id: 'data', name }).node('dataset', {}, { id: 'other', name: 'Other' }).done(), catalogue, clock: () => (time += 60_000) });
const set = (store: DocumentStore, field: string, value: string): string => {
  store.dispatch('setParam', { nodes: ['data'], field, value });
  return store.document.nodes['data']!.name;
};

it.each(['Digits', 'Handwritten digits', 'Digits 2'])('is named by its data as long as it was: %s', (name) => {
  const store = named(name);
  expect(set(store, 'source', 'mnist')).toBe('MNIST');
  expect(set(store, 'source', 'file')).toBe('Own file');
  expect(set(store, 'fileName', 'my rows.csv')).toBe('my rows');
  expect(set(store, 'fileName', 'scans.idx3.gz')).toBe('scans');
  expect(set(store, 'fileName', '.gz')).toBe('.gz');
  while (store.undo());
  expect(store.document.nodes['data']!.name).toBe(name);
  store.redo();
  expect(store.document.nodes['data']!.name).toBe('MNIST');
});
it('keeps the name that the user gave it, whatever it is set to', () => {
  const store = named('My numbers');
  expect(set(store, 'source', 'mnist')).toBe('My numbers');
  expect(set(named('Digits'), 'scaling', 'signed')).toBe('Digits');
});
it('takes no name that another node has, and none that is too long', () => {
  const store = named('Digits');
  store.dispatch('renameNode', { node: 'other', name: 'MNIST' });
  expect(set(store, 'source', 'mnist')).toBe('MNIST 2');
  expect(set(store, 'source', 'mnist')).toBe('MNIST 2');
  set(store, 'source', 'file');
  expect(set(store, 'fileName', `${'x'.repeat(240)}.csv`).length).toBeLessThanOrEqual(limits.name);
});
