import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument, Stage, WeightCopy } from '@/graph-engine/document/types';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph, type GraphBuilder } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { beating, looking, retraining, training } from './lesson';

type Length = Pick<Stage, 'epochs' | 'steps'>;
export interface DeepOptions {
  /** Units of the hidden layers on the way in, and of the code. */
  readonly sizes: readonly number[];
  readonly code: number;
  /** What each layer is pre-trained by: a restricted Boltzmann machine, an autoencoder of one hidden layer, or nothing. */
  readonly by: 'rbm' | 'autoencoder' | 'nothing';
  readonly layer: Length;
  readonly fineTuning: Length;
}
const pixels = 28 * 28;

/** Names of the kernel and the two biases of what pre-trains layer `number`. */
function pretrained(by: DeepOptions['by'], number: number): { readonly kernel: string; readonly up: string; readonly down: string; readonly back: { readonly name: string; readonly transposed: boolean } } {
  const kernel = `layer${number}/kernel`;
  if (by === 'rbm') return { kernel, up: `layer${number}/hiddenBias`, down: `layer${number}/visibleBias`, back: { name: kernel, transposed: true } };
  const [inwards, outwards] = [`layer${number}/layer${number}-${number === 1 ? 2 : 1}`, `back${number}/back${number}-1`];
  return { kernel: `${inwards}/kernel`, up: `${inwards}/bias`, down: `${outwards}/bias`, back: { name: `${outwards}/kernel`, transposed: false } };
}
/** What the layers of the unrolled network start from: kernels as they are on the way in, and those of an RBM on their side on the way back. */
const copiesOf = ({ by, sizes }: DeepOptions): readonly WeightCopy[] =>
  [...sizes.keys(), sizes.length].flatMap((index) => {
    const from = pretrained(by, index + 1);
    const up = index === sizes.length ? 'bottleneck/head.' : `encoder/encoder-${index + 2}/`;
    const down = `decoder/decoder-${sizes.length + 1 - index}`;
    return [
      { from: from.kernel, to: `${up}kernel`, transposed: false },
      { from: from.up, to: `${up}bias`, transposed: false },
      { from: from.back.name, to: `${down}/kernel`, transposed: from.back.transposed },
      { from: from.down, to: `${down}/bias`, transposed: false },
    ];
  });

/** An RBM on what the one before makes of its input. */
function withRbms(start: GraphBuilder, { sizes, code, layer }: DeepOptions): GraphBuilder {
  let g = start
    .player('RBMs', { optimizer: { kind: 'rising-momentum', learningRate: 0.1, momentum: 0.9 } })
    .player('Top RBM', { optimizer: { kind: 'sgd', learningRate: 0.001, momentum: 0.9 } });
  [...sizes, code].forEach((units, index) => {
    const [id, isTop] = [`layer${index + 1}`, index === sizes.length];
    const player = isTop ? 'top-rbm' : 'rbms';
    g = g
      .node('rbm', { units, hidden: isTop ? 'gaussian' : 'binary' }, { id, name: `RBM ${index + 1}`, player })
      .wire(index === 0 ? 'dataset.data' : `layer${index}.hidden`, `${id}.in`)
      .stage(`Layer ${index + 1}`, { ...layer, players: [player], losses: [id] });
  });
  return g;
}
/** An autoencoder of one hidden layer on the code of the one before, which stays as it is. */
function withAutoencoders(start: GraphBuilder, { sizes, code, layer }: DeepOptions): GraphBuilder {
  let g = start;
  [...sizes, code].forEach((units, index) => {
    const number = index + 1;
    const [id, back, loss] = [`layer${number}`, `back${number}`, `loss${number}`];
    const inwards = ['dense', { units, activation: index === sizes.length ? 'linear' : 'sigmoid' }] as const;
    const outwards = ['dense', { units: index === 0 ? pixels : sizes[index - 1]!, activation: 'linear' }] as const;
    const given = index === 0 ? 'dataset.data' : `layer${index}.out`;
    g = g
      .node('encoder', {}, { id, name: `Layer ${number}`, layers: index === 0 ? [['flatten'], inwards] : [inwards] })
      .node('decoder', { output: 'logits' }, { id: back, name: `Layer ${number} back`, layers: index === 0 ? [outwards, ['reshape', { shape: [28, 28, 1] }]] : [outwards] })
      .node('loss', { kind: 'binary-cross-entropy' }, { id: loss, name: `Reconstruction of layer ${number}` })
      .wire(given, `${id}.in`)
      .wire(`${id}.out`, `${back}.in`)
      .wire(`${back}.out`, `${loss}.prediction`)
      .wire(given, `${loss}.target`)
      .stage(`Layer ${number}`, { ...layer, losses: [loss], frozen: Array.from({ length: index }, (_, before) => `layer${before + 1}`) });
  });
  return g;
}

/** A deep autoencoder with sigmoid layers and a linear code, pre-trained layer by layer, unrolled and fine-tuned. */
export function deepDocument(options: DeepOptions): HourglassDocument {
  const { sizes, code, by, fineTuning } = options;
  const sigmoid = (units: number) => ['dense', { units, activation: 'sigmoid' }] as const;
  const unrolled = graph({ name: 'Pre-trained layer by layer', id: newId('document') })
    .node('dataset', { source: 'digits' }, { name: 'Digits' })
    .node('encoder', {}, { name: 'Encoder', layers: [['flatten'], ...sizes.map(sigmoid)] })
    .node('bottleneck', { kind: 'vector', size: code }, { name: 'Code' })
    .node('decoder', { output: 'logits' }, { name: 'Decoder', layers: [...sizes.toReversed().map(sigmoid), ['dense', { units: pixels, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' }, { name: 'Reconstruction' })
    .wireAutoencoder()
    .training({ batchSize: 100, patience: 10, averageDecay: 0.999 });
  const grown = by === 'rbm' ? withRbms(unrolled, options) : by === 'autoencoder' ? withAutoencoders(unrolled, options) : unrolled;
  return grown.stage('Fine-tune', { ...fineTuning, players: ['autoencoder'], losses: ['loss'], copies: by === 'nothing' ? [] : copiesOf(options) }).done(arranged);
}

export const deepPretrained: TemplateDefinition = {
  id: 'deep-pretrained',
  title: 'Pre-trained layer by layer',
  paragraph:
    'Four layers of sigmoids on the way in and four on the way back learn next to nothing from a random start: gradients fade on the long way. So each layer first learns by itself, as a restricted Boltzmann machine that models what the one below gives it. Then the machines are unrolled: their weights become those of the Encoder, and on their side those of the Decoder, and the whole is fine-tuned. This is how deep networks began.',
  lookFor: 'The band over the curves shows five stages. The error of each machine falls for itself; the last stage starts where a random network would arrive late or never.',
  source: 'Hinton & Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, 2006',
  tags: ['compress', 'stages'],
  lesson: [
    { task: 'Train, and follow the band over the curves.', look: 'Each machine learns alone; the last stage starts from all of them.', done: training(1000) },
    { task: 'Open Reconstructions in the last stage.', done: looking('reconstructions') },
    { task: 'Train until it rebuilds unseen digits better than PCA.', done: beating },
    { task: 'Make the code two numbers and train again.', look: 'Hinton’s figure: where do the classes lie on the code map?', done: retraining('bottleneck', 'size') },
  ],
  target: { times: 1 },
  create: () => deepDocument({ sizes: [500, 250, 100], code: 30, by: 'rbm', layer: { epochs: 1, steps: 400 }, fineTuning: { epochs: 1, steps: 1000 } }),
};
