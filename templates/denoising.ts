import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { changing, looking, retraining, training } from './lesson';

export const denoising: TemplateDefinition = {
  id: 'denoising',
  title: 'Denoising autoencoder',
  paragraph:
    'Noise wipes out half of the pixels before the Encoder sees them, and the output is compared with the clean digit. Copying does not help any more: the network must know what digits look like to fill the gaps. The Decoder mirrors the Encoder and follows it when you change a layer.',
  lookFor: 'Compare the three rows of the reconstructions: clean, corrupted, restored. Turn the share of the Noise up and see when it starts to guess.',
  source: 'Vincent, Larochelle, Bengio & Manzagol, Extracting and Composing Robust Features with Denoising Autoencoders, 2008',
  tags: ['restore'],
  lesson: [
    { task: 'Train for a few seconds.', done: training(300) },
    { task: 'Open Reconstructions.', look: 'Three rows: clean, corrupted, restored.', done: looking('reconstructions') },
    { task: 'Turn the Share of the Noise up to 0.7 and train again.', look: 'Before you look: at what share does it begin to guess?', done: retraining('noise', 'share') },
    { task: 'Choose another kind of noise.', look: 'Does what was learned help?', done: changing('noise', 'kind') },
  ],
  target: { times: 1 / 3 },
  create: () =>
    graph({ name: 'Denoising autoencoder', id: newId('document') })
      .node('dataset', { source: 'digits' }, { name: 'Digits' })
      .node('noise', { kind: 'masking', share: 0.5 }, { name: 'Masking' })
      .node('encoder', {}, {
        name: 'Encoder',
        layers: [['flatten'], ['dense', { units: 400, activation: 'relu' }], ['dense', { units: 128, activation: 'relu' }]],
      })
      .node('bottleneck', { kind: 'vector', size: 128 }, { name: 'Code' })
      .node('decoder', { mirror: 'encoder', output: 'logits' }, { name: 'Decoder' })
      .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Cross-entropy' })
      .wire('dataset.data', 'noise.in')
      .wire('noise.out', 'encoder.in')
      .wire('encoder.out', 'bottleneck.in')
      .wire('bottleneck.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ epochs: 10, minSteps: 2000, patience: 10, batchSize: 64 })
      .done(arranged),
};
