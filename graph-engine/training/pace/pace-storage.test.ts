import { expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { changePlayers } from '../../testing/change-players';
import { smallAutoencoder } from '../../testing/small-autoencoder';
import { workFingerprint } from './pace-storage';

const document = smallAutoencoder();

it('is the same for the same work, whatever it is called, and for every copy of a template', () => {
  const nodes = Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, { ...node, name: 'Other', position: { x: 1, y: 2 }, collapsed: true }]));
  const { training } = changePlayers(document, () => ({ name: 'Other', optimizer: { learningRate: 0.5 } }));
  expect(workFingerprint({ ...document, id: 'other', nodes, training: { ...training, epochs: 99, seed: 5 } })).toBe(workFingerprint(document));
  for (const { create } of Object.values(templates)) expect(workFingerprint(create())).toBe(workFingerprint(create()));
});
it('is another for other work', () => {
  const { training } = document;
  const encoder = document.nodes['encoder']!;
  const others = [
    { ...document, training: { ...training, batchSize: training.batchSize + 1 } },
    changePlayers(document, () => ({ optimizer: { kind: 'sgd' } })),
    changePlayers(document, () => ({ clipNorm: 1 })),
    { ...document, nodes: { ...document.nodes, encoder: { ...encoder, frozen: true } } },
    smallAutoencoder([['dense', { units: 5 }]]),
    ...Object.values(templates).map(({ create }) => create()),
  ];
  expect(new Set([document, ...others].map(workFingerprint)).size).toBe(others.length + 1);
});
