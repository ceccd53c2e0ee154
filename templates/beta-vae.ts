import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { asking, looking, retraining, training } from './lesson';

export const betaVae: TemplateDefinition = {
  id: 'beta-vae',
  title: 'β-VAE on sprites',
  paragraph:
    'Each picture is made from known factors: shape, scale, rotation and place. With β above 1 every number of the code is expensive, so the network is pushed to give each one a meaning of its own. β begins at 12, where the code holds next to nothing, and falls to 2 in 1,800 steps, so that numbers come into use by what they save: place first, size after it, the figure last.',
  lookFor: 'Open Traverse: two dimensions move the sprite, one makes it larger or smaller, one turns a flat ellipse into a square or a heart, and the idle ones change nothing. Rotation costs more than it saves, so that every figure comes back upright. Set β to 1 and the warm-up to 0 and compare: the gap tells how far each factor has a number of its own, and differs much from seed to seed.',
  source: 'Higgins et al., β-VAE: Learning Basic Visual Concepts with a Constrained Variational Framework, 2017',
  tags: ['generate'],
  lesson: [
    { task: 'Train until β has come down.', look: 'Dimensions come into use one after another.', done: training(1800) },
    { task: 'Open Traverse.', look: 'Which numbers move the sprite, which change its size, which do nothing?', done: looking('traversal') },
    { task: 'Move a number by hand.', done: asking('decode') },
    { task: 'Set β to 1 and train again.', look: 'Do single numbers still mean one thing each?', done: retraining('bottleneck', 'beta') },
  ],
  target: { median: 0.15 },
  create: () =>
    graph({ name: 'β-VAE', id: newId('document') })
      .node('dataset', { source: 'sprites' }, { name: 'Sprites' })
      .node('encoder', {}, {
        name: 'Encoder',
        layers: [
          ['conv2d', { filters: 8, kernel: 4, stride: 2, padding: 'same', activation: 'relu' }],
          ['conv2d', { filters: 16, kernel: 4, stride: 2, padding: 'same', activation: 'relu' }],
          ['conv2d', { filters: 16, kernel: 4, stride: 2, padding: 'same', activation: 'relu' }],
          ['flatten'],
          ['dense', { units: 128, activation: 'relu' }],
        ],
      })
      .node('bottleneck', { kind: 'gaussian', size: 6, beta: 2, startBeta: 12, warmupSteps: 1800 }, { name: 'Latent' })
      .node('decoder', { output: 'logits' }, {
        name: 'Decoder',
        layers: [
          ['dense', { units: 128, activation: 'relu' }],
          ['dense', { units: 512, activation: 'relu' }],
          ['reshape', { shape: [4, 4, 32] }],
          ['conv2d-transpose', { filters: 16, kernel: 4, stride: 2, padding: 'same', activation: 'relu' }],
          ['conv2d-transpose', { filters: 8, kernel: 4, stride: 2, padding: 'same', activation: 'relu' }],
          ['conv2d-transpose', { filters: 1, kernel: 4, stride: 2, padding: 'same', activation: 'linear' }],
        ],
      })
      .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Reconstruction' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'bottleneck.in')
      .wire('bottleneck.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ epochs: 20, minSteps: 2400, patience: 10, batchSize: 64, optimizer: { learningRate: 0.003 } })
      .done(arranged),
};
