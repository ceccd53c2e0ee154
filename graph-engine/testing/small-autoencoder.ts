/** A model that trains in milliseconds: patterns of 3 × 3 over two numbers, 40 epochs in batches of 16. `layers`: those of its encoder. */
import type { HourglassDocument } from '../document/types';
import { graph, type LayerLine } from './build-document';

const dense: readonly LayerLine[] = [['flatten'], ['dense', { units: 8, activation: 'tanh' }]];

export const smallAutoencoder = (layers = dense): HourglassDocument =>
  graph()
    .node('dataset', { source: 'patterns' })
    .node('encoder', {}, { layers })
    .node('bottleneck', { kind: 'vector', size: 2 })
    .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'squared' })
    .wireAutoencoder()
    .training({ batchSize: 16, epochs: 40 })
    .done();
