/** Pictures read as sequences of their rows, through every layer for sequences. */
import type { HourglassDocument } from '../document/types';
import { graph } from './build-document';

export const rowsAsSequence = (): HourglassDocument =>
  graph({ name: 'Rows' })
    .node('dataset', { source: 'digits' })
    .node('encoder', {}, {
      layers: [
        ['reshape', { shape: [28, 28] }], ['dense', { units: 8, activation: 'linear' }], ['positions'], ['transformer', { heads: 2, factor: 2, dropout: 0.1 }], ['layer-norm'],
        ['conv1d', { filters: 12, kernel: 3, stride: 2 }], ['instance-norm'], ['gru', { units: 6, direction: 'both' }], ['self-attention', { heads: 3, causal: true }], ['residual', { activation: 'tanh' }], ['pool-time', { by: 'max' }],
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

/** The same with a mask: rows without ink hold nothing, to every layer on the way and to the loss. */
export const maskedRows = (): HourglassDocument =>
  graph({ name: 'Masked rows' })
    .node('dataset', { source: 'digits' })
    .node('padding-mask')
    .node('encoder', {}, {
      layers: [
        ['reshape', { shape: [28, 28] }], ['dense', { units: 8, activation: 'linear' }], ['positions'], ['transformer', { heads: 2, factor: 2 }],
        ['conv1d', { filters: 12, kernel: 3, stride: 2 }], ['instance-norm'], ['gru', { units: 6, direction: 'both' }], ['self-attention', { heads: 3, causal: true }],
      ],
    })
    .node('encoder', {}, { id: 'summary', name: 'Summary', layers: [['pool-time', { by: 'max' }]] })
    .node('bottleneck', { size: 4 })
    .node('decoder', { output: 'sigmoid' }, { id: 'whole', name: 'Whole', layers: [['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
    .node('decoder', { output: 'sigmoid' }, { layers: [['conv1d-transpose', { filters: 28, kernel: 3, stride: 2, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
    .node('decoder', { output: 'sigmoid' }, { id: 'flat', name: 'Flat', layers: [['flatten'], ['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' })
    .node('loss', { kind: 'squared', reduction: 'mean' }, { id: 'rows', name: 'Rows' })
    .node('loss', { kind: 'squared' }, { id: 'flats', name: 'Flats' })
    .wire('dataset.data', 'padding-mask.in')
    .wire('padding-mask.out', 'encoder.in')
    .wire('encoder.out', 'summary.in')
    .wire('summary.out', 'bottleneck.in')
    .wire('bottleneck.code', 'whole.in')
    .wire('whole.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('encoder.out', 'decoder.in')
    .wire('decoder.out', 'rows.prediction')
    .wire('dataset.data', 'rows.target')
    .wire('encoder.out', 'flat.in')
    .wire('flat.out', 'flats.prediction')
    .wire('dataset.data', 'flats.target')
    .training({ batchSize: 8, validationSplit: 0.2 })
    .done();
