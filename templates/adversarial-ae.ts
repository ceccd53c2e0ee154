import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { looking, retraining, training } from './lesson';

export const adversarialAe: TemplateDefinition = {
  id: 'adversarial-ae',
  title: 'Adversarial autoencoder',
  paragraph:
    'A plain autoencoder whose code is shaped by an opponent: the Discriminator tries to tell codes from draws of the Prior, and the Encoder learns to fool it. When neither wins, the codes are spread like the prior, and draws from it decode to digits, without a KL term.',
  lookFor: 'The scores of real and fake codes drift together. On the code map the classes share out a round cloud around zero.',
  source: 'Makhzani, Shlens, Jaitly, Goodfellow & Frey, Adversarial Autoencoders, 2015',
  tags: ['generate', 'adversarial'],
  lesson: [
    { task: 'Train for a while.', look: 'The scores of real and fake codes drift together.', done: training(500) },
    { task: 'Open the code map.', look: 'Classes share out a round cloud around zero.', done: looking('code-map') },
    { task: 'Open Samples.', look: 'No KL term: the critic alone holds the codes to the Prior.', done: looking('samples') },
    { task: 'Choose another distribution of the Prior and train again.', look: 'What shape does the cloud take?', done: retraining('prior', 'distribution') },
  ],
  target: { times: 0.1 },
  create: () =>
    graph({ name: 'Adversarial autoencoder', id: newId('document') })
      .node('dataset', { source: 'digits' }, { name: 'Digits' })
      .node('encoder', {}, {
        name: 'Encoder',
        layers: [['flatten'], ['dense', { units: 512, activation: 'relu' }], ['dense', { units: 256, activation: 'relu' }]],
      })
      .node('bottleneck', { kind: 'vector', size: 8 }, { name: 'Code' })
      .node('decoder', { output: 'logits' }, {
        name: 'Decoder',
        layers: [
          ['dense', { units: 256, activation: 'relu' }],
          ['dense', { units: 512, activation: 'relu' }],
          ['dense', { units: 784, activation: 'linear' }],
          ['reshape', { shape: [28, 28, 1] }],
        ],
      })
      .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Reconstruction' })
      .node('prior', { distribution: 'normal', size: 8 }, { name: 'Prior' })
      .node('discriminator', { loss: 'non-saturating', weight: 10 }, {
        name: 'Discriminator',
        layers: [['dense', { units: 128, activation: 'leaky-relu' }], ['dense', { units: 64, activation: 'leaky-relu' }]],
      })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'bottleneck.in')
      .wire('bottleneck.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .wire('prior.sample', 'discriminator.real')
      .wire('bottleneck.code', 'discriminator.fake')
      .training({ epochs: 12, minSteps: 2000, patience: 10, batchSize: 64 })
      .player('Critic', { optimizer: { learningRate: 0.0005 } })
      .done(arranged),
};
