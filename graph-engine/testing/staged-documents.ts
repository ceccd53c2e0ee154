/** Documents that are trained in stages, without chance: every batch is all items, and none is held out. For the tests of exports. */
import type { DataTable } from '../data/table';
import type { HourglassDocument } from '../document/types';
import type { Weights } from '../runtime/device';
import { graph } from './build-document';

const ITEMS = 64;
export const stagedTable: DataTable = {
  name: 'waves.npy', shape: [6], range: 'real', count: ITEMS, scale: 1, labels: null, labelNames: null, factors: null,
  values: Float32Array.from({ length: ITEMS * 6 }, (_, i) => Math.sin(i * 0.7) * Math.cos(i * 0.13)),
};
const source = { source: 'file', fileName: 'waves.npy', shape: [6], scaling: 'as-is' } as const;
const whole = { batchSize: ITEMS, validationSplit: 0 } as const;

/** Two heads on one code, with statistics that are frozen in the end; copies, one of them transposed. */
const heads = graph({ name: 'Heads' })
  .player('Head', { optimizer: { learningRate: 0.02 } })
  .node('dataset', source)
  .node('encoder', {}, { layers: [['dense', { units: 3, activation: 'tanh' }], ['batch-norm', { momentum: 0.9 }]] })
  .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 6, activation: 'linear' }]] })
  .node('loss', { kind: 'squared' })
  .node('decoder', { output: 'linear' }, { id: 'head', name: 'Head', player: 'head', layers: [['dense', { units: 6, activation: 'linear' }]] })
  .node('loss', { kind: 'squared' }, { id: 'other', name: 'Other', player: 'head' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('encoder.out', 'head.in')
  .wire('head.out', 'other.prediction')
  .wire('dataset.data', 'other.target')
  .training({ ...whole, schedule: { kind: 'cosine' }, optimizer: { learningRate: 0.02 } })
  .stage('First', { epochs: 8, players: ['autoencoder'], losses: ['loss'] })
  .stage('Second', {
    steps: 7,
    players: ['head'],
    copies: [
      { from: 'decoder/decoder-1/kernel', to: 'head/head-1/kernel', transposed: false },
      { from: 'encoder/encoder-1/kernel', to: 'decoder/decoder-1/kernel', transposed: true },
    ],
  })
  .stage('Again', { epochs: 4 })
  .stage('Third', { epochs: 5, frozen: ['encoder'] })
  .done();

/** Warmed up before a game is played, in which one learns twice a step; at last all of what it has is frozen. */
const game = graph({ name: 'Game' })
  .node('dataset', source)
  .node('encoder', {}, { layers: [['dense', { units: 3, activation: 'tanh' }]] })
  .node('decoder', { output: 'linear' }, { layers: [['batch-norm', { momentum: 0.9 }], ['dense', { units: 6, activation: 'linear' }]] })
  .node('discriminator', { weight: 0.5 }, { layers: [['dense', { units: 5, activation: 'leaky-relu' }], ['batch-norm', { momentum: 0.9 }]] })
  .node('loss', { kind: 'squared', weight: 2, warmupSteps: 4 })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('dataset.data', 'discriminator.real')
  .wire('decoder.out', 'discriminator.fake')
  .training({ ...whole, patience: 5, validationSplit: 0, optimizer: { learningRate: 0.02 } })
  .player('Critic', { updates: 2, clipNorm: 1, optimizer: { kind: 'sgd', momentum: 0.5, learningRate: 0.05 } })
  .stage('Warm up', { epochs: 6, players: ['autoencoder'], losses: ['loss'] })
  .stage('Critic alone', { steps: 3, players: ['critic'] })
  .stage('Game', { epochs: 5 })
  .stage('Frozen', { epochs: 2, frozen: ['encoder', 'decoder'] })
  .done();

/** A codebook of moving means that stays as it is after the first stage. */
const quantised = graph({ name: 'Quantised' })
  .node('dataset', source)
  .node('encoder', {}, { layers: [['dense', { units: 6, activation: 'tanh' }], ['reshape', { shape: [3, 2] }]] })
  .node('codebook', { size: 4, restart: 0, decay: 0.8 })
  .node('decoder', { output: 'linear' }, { layers: [['flatten'], ['dense', { units: 6, activation: 'linear' }]] })
  .node('loss', { kind: 'squared' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'codebook.in')
  .wire('codebook.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ ...whole, optimizer: { learningRate: 0.01 } })
  .stage('Codes', { epochs: 5 })
  .stage('Decoder', { epochs: 6, frozen: ['encoder', 'codebook'] })
  .done();

/** Two RBMs, of which the second learns from the first, unrolled into an autoencoder; here chance is asked. */
export const pretrained = graph({ name: 'Pre-trained' })
  .player('RBMs', { clipNorm: 5, optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0.5 } })
  .node('dataset', source)
  .node('rbm', { units: 4, visible: 'gaussian', steps: 2 }, { id: 'first', name: 'First layer', player: 'rbms' })
  .node('rbm', { units: 2, hidden: 'gaussian' }, { id: 'second', name: 'Second layer', player: 'rbms' })
  .node('encoder', {}, { layers: [['dense', { units: 4, activation: 'sigmoid' }], ['dense', { units: 2, activation: 'linear' }]] })
  .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 4, activation: 'sigmoid' }], ['dense', { units: 6, activation: 'linear' }]] })
  .node('loss', { kind: 'squared' })
  .wire('dataset.data', 'first.in')
  .wire('first.hidden', 'second.in')
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training(whole)
  .stage('First layer', { epochs: 20, players: ['rbms'], losses: ['first'] })
  .stage('Second layer', { epochs: 20, losses: ['second'] })
  .stage('Fine-tune', {
    epochs: 5,
    players: ['autoencoder'],
    copies: [
      { from: 'first/kernel', to: 'encoder/encoder-1/kernel', transposed: false },
      { from: 'first/hiddenBias', to: 'encoder/encoder-1/bias', transposed: false },
      { from: 'second/kernel', to: 'encoder/encoder-2/kernel', transposed: false },
      { from: 'second/hiddenBias', to: 'encoder/encoder-2/bias', transposed: false },
      { from: 'second/kernel', to: 'decoder/decoder-1/kernel', transposed: true },
      { from: 'second/visibleBias', to: 'decoder/decoder-1/bias', transposed: false },
      { from: 'first/kernel', to: 'decoder/decoder-2/kernel', transposed: true },
      { from: 'first/visibleBias', to: 'decoder/decoder-2/bias', transposed: false },
    ],
  })
  .done();

/** The RBMs of it without the network, and not in stages. */
export function unstagedRbms(): HourglassDocument {
  const { nodes, wires, training, ...document } = pretrained;
  const among = (id: string): boolean => ['dataset', 'first', 'second'].includes(id);
  return { ...document, nodes: Object.fromEntries(Object.entries(nodes).filter(([id]) => among(id))), wires: Object.fromEntries(Object.entries(wires).filter(([, { to }]) => among(to.node))), training: { ...training, stages: {}, epochs: 4, minSteps: 0 } };
}
/** An RBM in which chance decides nothing, as its hidden units are certain from the start (`certainly`), and a network after it. */
export const certain = graph({ name: 'Certain' })
  .player('RBMs', { clipNorm: 0.5, optimizer: { kind: 'sgd', learningRate: 0.01, momentum: 0.5 } })
  .node('dataset', source)
  .node('rbm', { units: 4, visible: 'gaussian', steps: 2, decay: 0.01 }, { id: 'first', player: 'rbms' })
  .node('encoder', {}, { layers: [['dense', { units: 2, activation: 'tanh' }]] })
  .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 6, activation: 'linear' }]] })
  .node('loss', { kind: 'squared' })
  .wire('dataset.data', 'first.in')
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ ...whole, optimizer: { learningRate: 0.02 } })
  .stage('RBM', { epochs: 6, players: ['rbms'], losses: ['first'] })
  .stage('Network', { epochs: 4, players: ['autoencoder'] })
  .done();
/** The weights with hidden units far from where chance could decide otherwise, and not all alike. */
export const certainly = (weights: ReadonlyMap<string, Weights>): ReadonlyMap<string, Weights> => new Map([...weights, ['first/hiddenBias', { shape: [4], data: Float32Array.of(40, -40, 40, -40) }]]);

/** The same, judged by averages of its weights, which each stage begins with. */
const averaged = { ...heads, name: 'Averaged', training: { ...heads.training, averageDecay: 0.8 } };

export const stagedDocuments: Readonly<Record<string, HourglassDocument>> = { heads, game, quantised, averaged };

/** Two heads with held-out items and a rate that overshoots, so that stages end early; nobody learns in the last. */
export function eagerHeads(): HourglassDocument {
  const { players, stages } = heads.training;
  const fast = { ...players['autoencoder']!, optimizer: { ...players['autoencoder']!.optimizer, learningRate: 0.3 } };
  const [first, second, , last] = Object.values(stages);
  const kept = [{ ...first!, epochs: 600 }, second!, last!, { ...first!, id: 'none', name: 'Nobody', order: 9, losses: ['other'] }];
  return { ...heads, training: { ...heads.training, ...heldOut, patience: 2, players: { ...players, autoencoder: fast }, schedule: { kind: 'constant', warmupSteps: 0 }, stages: Object.fromEntries(kept.map((stage) => [stage.id, stage])) } };
}
/** Of which some stages are a game, and others are judged by held-out items. */
export const mixedGame = (): HourglassDocument => ({ ...game, training: { ...game.training, ...heldOut } });
const heldOut = { batchSize: 16, validationSplit: 0.25 } as const;
