import type { HourglassDocument } from '../document/types';
import { graph, type TrainingChange } from './build-document';

/** One codebook of moving means in two places. */
export const twins = (training: TrainingChange): HourglassDocument =>
  graph({ name: 'Twins' })
    .node('dataset', { source: 'patterns' })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }], ['reshape', { shape: [3, 2] }]] })
    .node('codebook', { size: 4, restart: 0, decay: 0.8 })
    .node('encoder', {}, { id: 'further', layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }], ['reshape', { shape: [3, 2] }]] })
    .node('codebook', { size: 4, restart: 0, decay: 0.8 }, { id: 'twin', name: 'Twin', sharesWith: 'codebook' })
    .node('decoder', { output: 'logits' }, { layers: [['flatten'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'codebook.in')
    .wire('codebook.code', 'further.in')
    .wire('further.out', 'twin.in')
    .wire('twin.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .training(training)
    .done();
