import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { looking, training } from './lesson';

export const convVae: TemplateDefinition = {
  id: 'conv-vae',
  title: 'Convolutional variational autoencoder',
  paragraph:
    'The same variational autoencoder with convolutions: the Encoder halves the image twice while it looks for more and more features, the Decoder doubles it twice. A stroke is looked for and drawn with the same weights wherever it stands, so that the network learns from fewer examples. The kernels are twice as wide as their stride: every pixel of the output is covered alike, and no grid shows.',
  lookFor: 'Compare the loss after as many steps, and the samples, with those of the dense one: strokes are whole and crisp early on.',
  source: 'Kingma & Welling 2014, with the convolutional encoder of Salimans, Kingma & Welling 2015',
  tags: ['generate'],
  lesson: [
    { task: 'Train for a while.', look: 'Convolutions take longer for a step and need fewer of them.', done: training(300) },
    { task: 'Open Samples.', look: 'Strokes are whole and crisp early on.', done: looking('samples') },
    { task: 'Open Interpolate.', look: 'Between two digits every picture is a digit, or nearly.', done: looking('interpolation') },
  ],
  target: { times: 1 },
  outdoes: 'vae',
  create: () =>
    graph({ name: 'Convolutional VAE', id: newId('document') })
      .node('dataset', { source: 'digits' }, { name: 'Digits' })
      .node('encoder', {}, {
        name: 'Encoder',
        layers: [
          ['conv2d', { filters: 16, kernel: 4, stride: 2, padding: 'same', activation: 'relu' }],
          ['conv2d', { filters: 32, kernel: 4, stride: 2, padding: 'same', activation: 'relu' }],
          ['flatten'],
          ['dense', { units: 256, activation: 'relu' }],
        ],
      })
      .node('bottleneck', { kind: 'gaussian', size: 16 }, { name: 'Latent' })
      .node('decoder', { output: 'logits' }, {
        name: 'Decoder',
        layers: [
          ['dense', { units: 256, activation: 'relu' }],
          ['dense', { units: 1568, activation: 'relu' }],
          ['reshape', { shape: [7, 7, 32] }],
          ['conv2d-transpose', { filters: 16, kernel: 4, stride: 2, padding: 'same', activation: 'relu' }],
          ['conv2d-transpose', { filters: 1, kernel: 4, stride: 2, padding: 'same', activation: 'linear' }],
        ],
      })
      .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Reconstruction' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'bottleneck.in')
      .wire('bottleneck.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ epochs: 6, minSteps: 2000, patience: 10, batchSize: 64, optimizer: { learningRate: 0.002 } })
      .done(arranged),
};
