import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { asking, looking, retraining, training } from './lesson';

/** The network of the paper's experiments (section 5) with the sizes that most later code uses: 400 hidden units, 20 dimensions. */
export const vae: TemplateDefinition = {
  id: 'vae',
  title: 'Variational autoencoder',
  paragraph:
    'The Encoder gives no point but a small cloud: a mean and a variance for each of 20 numbers. The code is drawn from the cloud, and a second term keeps all clouds together near the standard normal distribution. So every place there decodes to something, and the autoencoder becomes a generator.',
  lookFor: 'Open Samples: digits come out of pure noise. The loss is the negative evidence lower bound in nats: watch the cross-entropy fall while the KL term rises to its price.',
  source: 'Kingma & Welling, Auto-Encoding Variational Bayes, 2014',
  tags: ['generate'],
  lesson: [
    { task: 'Train, and watch the loss fall.', look: 'The cross-entropy falls while the KL term rises to its price.', done: training(500) },
    { task: 'Open Samples.', look: 'Digits come out of pure noise.', done: looking('samples') },
    { task: 'Make the code two numbers (Latent, Size) and train again.', look: 'The map of the whole code fits into one picture.', done: retraining('bottleneck', 'size') },
    { task: 'Open the code map and click between a 4 and a 9.', look: 'Before you look: what stands between them?', done: asking('decode') },
    { task: 'Set β to 0 and train again.', look: 'Reconstructions get better. Where do samples come from now?', done: retraining('bottleneck', 'beta') },
  ],
  target: { times: 1 },
  create: () =>
    graph({ name: 'Variational autoencoder', id: newId('document') })
      .node('dataset', { source: 'digits' }, { name: 'Digits' })
      .node('encoder', {}, { name: 'Encoder', layers: [['flatten'], ['dense', { units: 400, activation: 'relu' }]] })
      .node('bottleneck', { kind: 'gaussian', size: 20 }, { name: 'Latent' })
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
