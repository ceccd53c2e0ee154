import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph, type LayerLine } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { looking, retraining, training } from './lesson';

export interface PretrainingNoise {
  /** Farthest move to each side, in pixels. */
  readonly shift: number;
  /** Largest change of each of the four numbers that stretch, turn and slant. */
  readonly distortion: number;
  /** Share of the pixels that are wiped out. */
  readonly masking: number;
}
export interface FewLabelsOptions {
  /** What pre-training does to a digit before it is drawn again as it was. */
  readonly noise: PretrainingNoise;
  /** Steps of the two stages; 0 leaves a stage out. */
  readonly pretraining: number;
  readonly labelling: number;
  /** Whether the Encoder stays as it was pre-trained while the Classifier learns. */
  readonly frozen: boolean;
  /** Whether the Classifier learns from digits with the noise of pre-training; else from clean ones. */
  readonly noisyLabels?: boolean;
}

/** What makes the Encoder overlook what is no part of a digit. */
export const pretrainingNoise: PretrainingNoise = { shift: 2, distortion: 0.15, masking: 0.5 };

/** A denoising autoencoder, and a Classifier on what its Encoder gives that is told 100 labels. */
export function fewLabelsDocument({ noise, pretraining, labelling, frozen, noisyLabels = false }: FewLabelsOptions): HourglassDocument {
  const inwards: readonly LayerLine[] = [['flatten'], ['dense', { units: 500 }], ['dense', { units: 250 }]];
  // An Encoder that goes on learning does so for the Classifier's term, which is then its own player's.
  const player = frozen ? 'classifier' : 'autoencoder';
  let g = graph({ name: 'Pre-training, then few labels', id: newId('document') });
  if (frozen) g = g.player('Classifier', { optimizer: { kind: 'adamw', learningRate: 0.003, weightDecay: 1 } });
  g = g
    .node('dataset', { source: 'digits', labelled: 100 }, { name: 'Digits' })
    .node('noise', { kind: 'affine', shift: noise.shift, distortion: noise.distortion }, { id: 'moving', name: 'Moving' })
    .node('noise', { kind: 'masking', share: noise.masking }, { name: 'Masking' })
    .node('encoder', {}, { name: 'Encoder', layers: inwards })
    .node('bottleneck', { kind: 'vector', size: 64 }, { name: 'Code' })
    .node('decoder', { output: 'logits' }, { name: 'Decoder', layers: [['dense', { units: 250 }], ['dense', { units: 500 }], ['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Reconstruction' })
    // The same Encoder once more: what the Classifier is to tell digits by.
    .node('encoder', {}, { id: 'reader', name: `Encoder on ${noisyLabels ? 'noisy' : 'clean'} digits`, layers: inwards, sharesWith: 'encoder' })
    .node('classifier', {}, { name: 'Classifier', player })
    .wire('dataset.data', 'moving.in')
    .wire('moving.out', 'noise.in')
    .wire('noise.out', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire(noisyLabels ? 'noise.out' : 'dataset.data', 'reader.in')
    .wire('reader.out', 'classifier.in')
    .wire('dataset.label', 'classifier.label')
    .training({ batchSize: 128, patience: 10 });
  if (pretraining > 0) g = g.stage('Pre-train', { steps: pretraining, players: ['autoencoder'], losses: ['loss'] });
  if (labelling > 0) g = g.stage('Learn labels', { steps: labelling, players: [player], losses: ['classifier'] });
  return g.done(arranged);
}

export const pretrainFinetune: TemplateDefinition = {
  id: 'pretrain-finetune',
  title: 'Pre-training, then few labels',
  paragraph:
    'Labels are dear, pictures are not. A denoising autoencoder first learns from all digits what digits look like, without one label: each is moved, slanted and half wiped out, and to be drawn as it was, so that the Encoder comes to overlook what does not make a digit. Then a Classifier on what the Encoder gives is told 100 labels, ten of each digit, while the Encoder stays as it is. The Encoder stands twice: once for the noisy digits of the first stage, once for the clean ones of the second, with the same weights.',
  lookFor: 'Accuracy on held-out digits in the second stage, beside that of the pixels alone. Take the first stage out, or give the Classifier to the Autoencoder so that the Encoder learns on, and compare.',
  source: 'Vincent, Larochelle, Lajoie, Bengio & Manzagol, Stacked Denoising Autoencoders, 2010',
  tags: ['few labels', 'restore', 'stages'],
  lesson: [
    { task: 'Train through both stages.', done: training(1000) },
    { task: 'Open Confusion.', look: 'Which digits are taken for each other?', done: looking('confusion') },
    { task: 'Compare the accuracy with that of the pixels alone.', look: 'The report of the run has both.' },
    { task: 'Make the code smaller and train again.', look: 'How many numbers do the classes need?', done: retraining('bottleneck', 'size') },
  ],
  target: { times: 1 },
  create: () => fewLabelsDocument({ noise: pretrainingNoise, pretraining: 1500, labelling: 500, frozen: true }),
};
