/** Nodes that have the weights of others and settings of their own: activations, strides, a head's weight. Nothing is random. */
import type { HourglassDocument } from '../document/types';
import { graph, type TrainingChange } from './build-document';

type Activation = 'tanh' | 'leaky-relu';
const layers = (activation: Activation, dilution: number) => [
  ['conv2d', { filters: 2, kernel: 2, stride: 1, activation }] as const,
  ['layer-norm'] as const,
  ['flatten'] as const,
  ['dense', { units: 5, activation: 'tanh' }] as const,
  ['activation', { activation: dilution > 0 ? 'elu' : 'softplus' }] as const,
  ['dense', { units: 4, activation }] as const,
];

export const sharedWeights = (training: TrainingChange): HourglassDocument => graph({ name: 'Other settings' })
  .node('dataset', { source: 'patterns' }, { name: 'Patterns' })
  .node('encoder', {}, { name: 'Encoder', layers: layers('tanh', 0) })
  .node('encoder', {}, { id: 'twin', name: 'Twin', sharesWith: 'encoder', layers: layers('leaky-relu', 1) })
  .node('encoder', {}, { id: 'same', name: 'Same', sharesWith: 'encoder', layers: layers('tanh', 0) })
  .node('add', {}, { name: 'Sum' })
  .node('bottleneck', { size: 2 }, { name: 'Code' })
  .node('decoder', { output: 'logits' }, { name: 'Decoder', layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('decoder', { output: 'sigmoid' }, { id: 'other', name: 'Other decoder', sharesWith: 'decoder', layers: [['dense', { units: 9, activation: 'tanh' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'binary-cross-entropy' })
  .node('loss', { kind: 'squared', weight: 0.1 }, { id: 'far', name: 'Far' })
  .wire('dataset.data', 'encoder.in')
  .wire('dataset.data', 'twin.in')
  .wire('dataset.data', 'same.in')
  .wire('encoder.out', 'add.in')
  .wire('twin.out', 'add.in')
  .wire('same.out', 'add.in')
  .wire('add.out', 'bottleneck.in')
  .wire('bottleneck.code', 'decoder.in')
  .wire('bottleneck.code', 'other.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('other.out', 'far.prediction')
  .wire('dataset.data', 'far.target')
  .training(training)
  .done();
