import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { asking, retraining, training } from './lesson';

export const binaryCode: TemplateDefinition = {
  id: 'binary-code',
  title: 'Binary code',
  paragraph:
    'The code is 32 bits. A bit is drawn with the probability that the network gives; the gradient passes straight through the draw, as if the bit were that probability. A code of yes and no is easy to store, to compare and to read.',
  lookFor: 'Flip single numbers of the code in Traverse: 0 or 1 switch a part of the stroke on or off.',
  source: 'Bengio, Léonard & Courville, Estimating or Propagating Gradients Through Stochastic Neurons, 2013',
  tags: ['compress', 'discrete code'],
  lesson: [
    { task: 'Train for a few seconds.', done: training(300) },
    { task: 'Open Traverse and flip a bit.', look: 'A part of the stroke goes on or off.', done: asking('decode') },
    { task: 'Halve the number of bits and train again.', look: 'How many are enough to tell ten digits apart?', done: retraining('bottleneck', 'size') },
  ],
  target: { times: 1 },
  create: () =>
    graph({ name: 'Binary code', id: newId('document') })
      .node('dataset', { source: 'digits' }, { name: 'Digits' })
      .node('encoder', {}, { name: 'Encoder', layers: [['flatten'], ['dense', { units: 400, activation: 'relu' }]] })
      .node('bottleneck', { kind: 'binary', size: 32, estimator: 'sample' }, { name: 'Bits' })
      .node('decoder', { output: 'logits' }, {
        name: 'Decoder',
        layers: [['dense', { units: 400, activation: 'relu' }], ['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]],
      })
      .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Reconstruction' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'bottleneck.in')
      .wire('bottleneck.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ epochs: 10, minSteps: 2000, patience: 10, batchSize: 64 })
      .done(arranged),
};
