import { expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { smallAutoencoder } from '../../testing/small-autoencoder';
import { workFingerprint } from './pace-storage';

const document = smallAutoencoder();

it('is the same for the same work, whatever it is called, and for every copy of a template', () => {
  const nodes = Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, { ...node, name: 'Other', position: { x: 1, y: 2 }, collapsed: true }]));
  const { optimizer } = document.training;
  const training = { ...document.training, epochs: 99, seed: 5, optimizer: { ...optimizer, learningRate: 0.5 } };
  expect(workFingerprint({ ...document, id: 'other', nodes, training })).toBe(workFingerprint(document));
  for (const { create } of Object.values(templates)) expect(workFingerprint(create())).toBe(workFingerprint(create()));
});
it('is another for other work', () => {
  const { training } = document;
  const encoder = document.nodes['encoder']!;
  const others = [
    { ...document, training: { ...training, batchSize: training.batchSize + 1 } },
    { ...document, training: { ...training, optimizer: { ...training.optimizer, kind: 'sgd' as const } } },
    { ...document, nodes: { ...document.nodes, encoder: { ...encoder, frozen: true } } },
    smallAutoencoder([['dense', { units: 5 }]]),
    ...Object.values(templates).map(({ create }) => create()),
  ];
  expect(new Set([document, ...others].map(workFingerprint)).size).toBe(others.length + 1);
});
