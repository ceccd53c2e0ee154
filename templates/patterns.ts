import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { asking, changing, looking, training } from './lesson';

export const patterns: TemplateDefinition = {
  id: 'patterns',
  title: 'Patterns through two numbers',
  paragraph:
    'Nine pixels go in, two numbers pass, nine pixels come out. There are far fewer patterns than there are pictures of nine pixels, so two numbers are enough to tell them apart. That is why an autoencoder can compress at all.',
  lookFor: 'On the code map each pattern finds a place of its own. Move the sliders of the two code numbers and watch one pattern turn into another.',
  source: 'the lecture on autoencoders',
  tags: ['compress'],
  lesson: [
    { task: 'Train: it takes a second.', done: training(500) },
    { task: 'Open the code map.', look: 'Each pattern has a place of its own.', done: looking('code-map') },
    { task: 'Move a slider in Traverse.', look: 'One pattern turns into another; what stands between them was never shown.', done: asking('decode') },
    { task: 'Change the size of the code to 1.', look: 'Do all patterns still find room?', done: changing('bottleneck', 'size') },
  ],
  target: { value: 1 },
  create: () =>
    graph({ name: 'Patterns', id: newId('document') })
      .node('dataset', { source: 'patterns' }, { name: 'Patterns' })
      .node('encoder', {}, { name: 'Encoder', layers: [['flatten'], ['dense', { units: 24, activation: 'tanh' }]] })
      .node('bottleneck', { kind: 'vector', size: 2 }, { name: 'Two numbers' })
      .node('decoder', { output: 'logits' }, {
        name: 'Decoder',
        layers: [['dense', { units: 24, activation: 'tanh' }], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]],
      })
      .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Cross-entropy' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'bottleneck.in')
      .wire('bottleneck.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ epochs: 40, minSteps: 2000, patience: 10, batchSize: 24, optimizer: { learningRate: 0.01 } })
      .done(arranged),
};
