import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { asking, beating, looking, retraining } from './lesson';

/** Hinton & Salakhutdinov 2006, without pre-training. */
export const autoencoder: TemplateDefinition = {
  id: 'autoencoder',
  title: 'Autoencoder',
  paragraph:
    'The Encoder squeezes each digit of 784 numbers into a code of 30, and the Decoder has to rebuild the digit from it. Nobody tells it what matters: the squeeze does. It is dimension reduction like principal component analysis, but with bends.',
  lookFor: 'Reconstructions sharpen within a second. On the code map, digits of one class gather although no label was ever shown to the network.',
  source: 'Hinton & Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, 2006',
  tags: ['compress'],
  lesson: [
    { task: 'Train until unseen digits are rebuilt better than by PCA.', look: 'The line of PCA, with as many numbers, is in the chart of the loss.', done: beating },
    { task: 'Open the code map.', look: 'Digits of one class gather, though no label was ever shown.', done: looking('code-map') },
    { task: 'Click between two classes on the map.', look: 'Before you look: is there a digit at that place?', done: asking('decode') },
    { task: 'Make the code two numbers (Bottleneck, Size) and train again.', look: 'What is lost first?', done: retraining('bottleneck', 'size') },
  ],
  target: { times: 1 },
  create: () =>
    graph({ name: 'Autoencoder', id: newId('document') })
      .node('dataset', { source: 'digits' }, { name: 'Digits' })
      .node('encoder', {}, {
        name: 'Encoder',
        layers: [['flatten'], ['dense', { units: 512, activation: 'leaky-relu' }], ['dense', { units: 256, activation: 'leaky-relu' }]],
      })
      .node('bottleneck', { kind: 'vector', size: 30 }, { name: 'Code' })
      .node('decoder', { output: 'sigmoid' }, {
        name: 'Decoder',
        layers: [
          ['dense', { units: 256, activation: 'leaky-relu' }],
          ['dense', { units: 512, activation: 'leaky-relu' }],
          ['dense', { units: 784, activation: 'linear' }],
          ['reshape', { shape: [28, 28, 1] }],
        ],
      })
      .node('loss', { kind: 'squared' }, { name: 'Reconstruction error' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'bottleneck.in')
      .wire('bottleneck.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ epochs: 10, minSteps: 2000, patience: 10, batchSize: 64 })
      .done(arranged),
};
