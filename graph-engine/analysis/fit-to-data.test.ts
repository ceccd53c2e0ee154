import { describe, expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { printColumns } from '../data/columns/settings';
import type { HourglassDocument } from '../document/types';
import { analyse } from './analyse';
import { fitToData } from './fit-to-data';

const withData = (document: HourglassDocument, params: HourglassDocument['nodes'][string]['params']): HourglassDocument => {
  const node = Object.values(document.nodes).find(({ kind }) => kind === 'dataset')!;
  return { ...document, nodes: { ...document.nodes, [node.id]: { ...node, params: { ...node.params, ...params } } } };
};
const errors = (document: HourglassDocument): readonly string[] => analyse(document).diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
const pictures = (shape: readonly number[]) => ({ source: 'file', fileName: 'x', shape: [...shape] });
const columns = printColumns([...Array.from({ length: 5 }, (_, i) => ({ name: `c${i}`, kind: 'number' as const })), { name: 'kind', kind: 'category', names: ['a', 'b'] }]);

describe('a drawing for other data', () => {
  it.each([
    ['autoencoder', [20, 12, 1]],
    ['vae', [28, 24, 1]],
    ['vae', [32, 32, 3]],
    ['denoising', [30]],
    ['binary-code', [16, 16, 1]],
    ['anomaly-cells', [9]],
    ['anomaly-faces', [24, 28, 3]],
  ] as const)('%s is led to items of %j', (id, shape) => {
    const { document } = fitToData(withData(templates[id].create(), pictures(shape)));
    expect(errors(document)).toEqual([]);
  });
  it('and to the rows of a table', () => {
    const other = withData(templates.autoencoder.create(), { source: 'file', fileName: 'x.csv', columns });
    const { document, done } = fitToData(other);
    expect(errors(document)).toEqual([]);
    expect(done.length).toBeGreaterThan(0);
    // The data are as they were given.
    expect(document.nodes['dataset']).toEqual(other.nodes['dataset']);
  });
  it('is left alone where it fits, and where no cure helps', () => {
    const fits = templates.vae.create();
    expect(fitToData(fits)).toEqual({ document: fits, done: [] });
    const broken = { ...fits, wires: {} };
    expect(errors(fitToData(broken).document).length).toBeLessThanOrEqual(errors(broken).length);
  });
});

describe('a drawing that goes back', () => {
  const layers = (document: HourglassDocument): readonly unknown[] => Object.values(document.nodes).map(({ name, layers: own }) => [name, Object.values(own).sort((a, b) => a.order - b.order).map(({ kind, params }) => [kind, params])]);
  const ends = (document: HourglassDocument): string[] => Object.values(document.nodes['decoder']!.layers).sort((a, b) => a.order - b.order).map(({ kind, params }) => `${kind} ${String(params['units'] ?? '')}`.trim());

  it('has no Reshape and no second Dense for a table', () => {
    const { document } = fitToData(withData(templates.autoencoder.create(), { source: 'file', fileName: 'x.csv', columns }));
    expect(ends(document)).toEqual(['dense 256', 'dense 512', 'dense 8']);
  });
  it.each([
    ['autoencoder', [8]],
    ['autoencoder', [16, 16, 1]],
    ['vae', [32, 32, 3]],
    ['conv-vae', [8]],
    ['conv-vae', [24, 24, 1]],
    ['vq-vae', [30]],
    ['patterns', [16, 16, 1]],
  ] as const)('%s is as it was after items of %j', (id, shape) => {
    const old = templates[id].create();
    const there = fitToData(withData(old, pictures(shape))).document;
    expect(layers(there)).not.toEqual(layers(old));
    const back = fitToData({ ...there, nodes: { ...there.nodes, dataset: old.nodes['dataset']! } }).document;
    expect(errors(back)).toEqual([]);
    expect(layers(back)).toEqual(layers(old));
  });
});
