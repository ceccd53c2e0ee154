/** Pictures read as sequences of their rows, through every layer for sequences. */
import type { HourglassDocument } from '../document/types';
import { graph } from './build-document';

export const rowsAsSequence = (): HourglassDocument =>
  graph({ name: 'Rows' })
    .node('dataset', { source: 'digits' })
    .node('encoder', {}, {
      layers: [
        ['reshape', { shape: [28, 28] }], ['dense', { units: 8, activation: 'linear' }], ['positions'], ['transformer', { heads: 2, factor: 2, dropout: 0.1 }], ['layer-norm'],
        ['conv1d', { filters: 12, kernel: 3, stride: 2 }], ['instance-norm'], ['self-attention', { heads: 3, causal: true }], ['residual', { activation: 'tanh' }], ['pool-time', { by: 'max' }],
      ],
    })
    .node('bottleneck', { size: 4 })
    .node('decoder', { output: 'sigmoid' }, {
      layers: [['dense', { units: 56, activation: 'tanh' }], ['reshape', { shape: [14, 4] }], ['transformer', { heads: 1, factor: 1, activation: 'relu', causal: true }], ['conv1d-transpose', { filters: 28, kernel: 3, stride: 2, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]],
    })
    .node('loss', { kind: 'binary-cross-entropy' })
    .wireAutoencoder('bottleneck')
    .training({ batchSize: 8, validationSplit: 0.2 })
    .done();
