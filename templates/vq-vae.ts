import { newId } from '@/graph-engine/document/ids';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { beating, looking, retraining, training } from './lesson';

export const vqVae: TemplateDefinition = {
  id: 'vq-vae',
  title: 'Vector-quantised autoencoder',
  paragraph:
    'The Encoder gives a vector for each of 7 × 7 places, and each is replaced by the nearest of 64 entries of a Codebook. An image becomes 49 small integers. The entries follow the vectors as moving averages, start from k-means, and come back when nobody uses them.',
  lookFor: 'Codes shows the use of each entry and the perplexity. Nearly all entries should be in use; set the dead-code restart to 0 and the start to random to see it collapse.',
  source: 'van den Oord, Vinyals & Kavukcuoglu, Neural Discrete Representation Learning, 2017',
  tags: ['compress', 'discrete code'],
  lesson: [
    { task: 'Train for a few seconds.', done: training(300) },
    { task: 'Open Codes.', look: 'Nearly all entries are in use; the perplexity says how evenly.', done: looking('code-use') },
    { task: 'Train until it rebuilds unseen digits better than its baseline.', done: beating },
    { task: 'Turn off the k-means start and the restart of dead codes, and train again.', look: 'See the codebook collapse.', done: retraining('codebook', 'kmeans') },
  ],
  target: { times: 1 },
  create: () =>
    graph({ name: 'VQ-VAE', id: newId('document') })
      .node('dataset', { source: 'digits' }, { name: 'Digits' })
      .node('encoder', {}, {
        name: 'Encoder',
        layers: [
          ['conv2d', { filters: 16, kernel: 3, stride: 2, padding: 'same', activation: 'relu' }],
          ['conv2d', { filters: 32, kernel: 3, stride: 2, padding: 'same', activation: 'relu' }],
          ['conv2d', { filters: 16, kernel: 1, stride: 1, padding: 'same', activation: 'linear' }],
        ],
      })
      .node('codebook', { size: 64 }, { name: 'Codebook' })
      .node('decoder', { output: 'logits' }, {
        name: 'Decoder',
        layers: [
          ['conv2d', { filters: 32, kernel: 3, stride: 1, padding: 'same', activation: 'relu' }],
          ['conv2d-transpose', { filters: 16, kernel: 3, stride: 2, padding: 'same', activation: 'relu' }],
          ['conv2d-transpose', { filters: 1, kernel: 3, stride: 2, padding: 'same', activation: 'linear' }],
        ],
      })
      .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Reconstruction' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'codebook.in')
      .wire('codebook.code', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .training({ epochs: 6, minSteps: 2000, patience: 10, batchSize: 64, optimizer: { learningRate: 0.002 } })
      .done(arranged),
};
