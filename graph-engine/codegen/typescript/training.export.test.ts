/** A project trains as the studio does: from the same weights on the same items it comes to the same weights. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../../data/table';
import { usualSettings } from '../../document/training-fields';
import type { HourglassDocument } from '../../document/types';
import type { OptimizerKind } from '../../optimizers/registry';
import { chooseBackend } from '../../runtime/backends/choose';
import { writeSafetensors } from '../../runtime/safetensors';
import { graph } from '../../testing/build-document';
import { exportFolder, runNode, tablesFor, writeFiles } from '../../testing/export-project';
import { modernNode } from '../../testing/modern-node';
import { sharedWeights } from '../../testing/shared-weights';
import { twins } from '../../testing/twins';
import { weightsAt } from '../../testing/weights-at';
import { plainWeights } from '../../training/plain-weights';
import { Session } from '../../training/session';
import { generateTypeScript } from '.';

const ITEMS = 64;
const STEPS = 20;
/** All items in every batch, and none held out: then no order counts. */
const whole = { batchSize: ITEMS, validationSplit: 0, minSteps: 0, epochs: STEPS } as const;

/** Statistics of both players, several updates of the critic, and rates that follow a schedule. */
const game = graph({ name: 'Game' })
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten'], ['batch-norm', { momentum: 0.9 }], ['dense', { units: 6, activation: 'tanh' }], ['batch-norm', { momentum: 0.9 }]] })
  .node('bottleneck', { size: 2 })
  .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'tanh' }], ['batch-norm', { momentum: 0.9 }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('discriminator', { weight: 0.5 }, { layers: [['flatten'], ['dense', { units: 5, activation: 'leaky-relu' }], ['batch-norm', { momentum: 0.9 }]] })
  .node('loss', { kind: 'squared' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('dataset.data', 'discriminator.real')
  .wire('decoder.out', 'discriminator.fake')
  .training({ ...whole, schedule: { kind: 'warmup-cosine', warmupSteps: 5 }, optimizer: { learningRate: 0.01 } })
  .player('Critic', { updates: 3, optimizer: { kind: 'sgd', learningRate: 0.05 } })
  .done();

/** One stack with statistics runs twice in a step, and a game is played on the code. */
const shared = graph({ name: 'Shared' })
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 9, activation: 'tanh' }], ['batch-norm', { momentum: 0.9 }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('encoder', {}, { id: 'again', name: 'Again', sharesWith: 'encoder', layers: [['flatten'], ['dense', { units: 9, activation: 'tanh' }], ['batch-norm', { momentum: 0.9 }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('decoder', { output: 'sigmoid' }, { layers: [['flatten'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'squared' }, { name: 'loss' })
  .node('loss', { kind: 'absolute', weight: 0.1 }, { id: 'second', name: 'loss' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'again.in')
  .wire('again.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('decoder.out', 'second.prediction')
  .wire('dataset.data', 'second.target')
  .training({ ...whole, clipNorm: 0.5, optimizer: { kind: 'adamw', weightDecay: 0.01, learningRate: 0.01 } })
  .done();

/** Two codebooks of moving means, without restarts, which draw. */
const quantised = graph({ name: 'Quantised' })
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }], ['reshape', { shape: [3, 2] }]] })
  .node('codebook', { size: 4, restart: 0, decay: 0.8 })
  .node('codebook', { size: 3, estimator: 'gradient', cosine: true }, { id: 'cosine', name: 'Codebook 2' })
  .node('decoder', { output: 'logits' }, { layers: [['flatten'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'binary-cross-entropy' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'codebook.in')
  .wire('codebook.code', 'cosine.in')
  .wire('cosine.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ ...whole, optimizer: { kind: 'rmsprop', momentum: 0.5, learningRate: 0.005 }, schedule: { kind: 'cosine' } })
  .done();

/** Classes that a Codebook chooses are told by two Classifiers, and to the Decoder as vectors. */
const classes = graph({ name: 'Classes' })
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }]] })
  .node('codebook', { size: 4, restart: 0, decay: 0.8 })
  .node('embedding', { size: 3 })
  .node('concat')
  .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'binary-cross-entropy' })
  .node('classifier', { weight: 0.3 }, { layers: [['dense', { units: 5, activation: 'tanh' }]] })
  .node('classifier', { smoothing: 0.2 }, { id: 'smooth', name: "It's smooth" })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'codebook.in')
  .wire('codebook.code', 'concat.in')
  .wire('codebook.indices', 'embedding.in')
  .wire('embedding.out', 'concat.in')
  .wire('concat.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('encoder.out', 'classifier.in')
  .wire('codebook.indices', 'classifier.label')
  .wire('dataset.data', 'smooth.in')
  .wire('codebook.indices', 'smooth.label')
  .training({ ...whole, optimizer: { learningRate: 0.01 } })
  .done();

/** Labels of a Dataset are told by two Classifiers, and to the Decoder: as they are, and as vectors. */
const labels = graph({ name: 'Labels' })
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }]] })
  .node('bottleneck', { size: 2 })
  .node('embedding', { size: 3 })
  .node('concat')
  .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'binary-cross-entropy' })
  .node('classifier', { weight: 0.3 }, { layers: [['dense', { units: 5, activation: 'tanh' }]] })
  .node('classifier', { smoothing: 0.2 }, { id: 'smooth', name: "It's smooth" })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'concat.in')
  .wire('dataset.label', 'embedding.in')
  .wire('embedding.out', 'concat.in')
  .wire('dataset.label', 'concat.in')
  .wire('concat.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('encoder.out', 'classifier.in')
  .wire('dataset.label', 'classifier.label')
  .wire('dataset.data', 'smooth.in')
  .wire('dataset.label', 'smooth.label')
  .training({ ...whole, optimizer: { learningRate: 0.01 } })
  .done();

/** Tokens of sentences, of which most have padding behind them. */
const tokens = graph({ name: 'Tokens' })
  .node('dataset', { source: 'sentences' })
  .node('embedding', { size: 8 })
  .node('encoder', {}, { layers: [['positions'], ['transformer', { heads: 2, factor: 2 }]] })
  .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 63, activation: 'linear' }]] })
  .node('loss', { kind: 'categorical-cross-entropy', reduction: 'mean' })
  .wire('dataset.data', 'embedding.in')
  .wire('embedding.out', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ ...whole, optimizer: { kind: 'sgd', learningRate: 0.1 } })
  .done();

/** Every layer that has no chance in it, with negative numbers before the pools. */
const every = graph({ name: 'Every layer' })
  .node('dataset', { shape: [9, 8, 2], source: 'file', fileName: 'x', scaling: 'as-is' })
  .node('encoder', {}, {
    layers: [
      ['conv2d', { filters: 3, stride: [1, 2], kernel: [3, 2], activation: 'leaky-relu' }],
      ['max-pool', { size: 2, stride: 1 }],
      ['instance-norm'],
      ['residual', { activation: 'elu' }],
      ['avg-pool', { size: [2, 3], stride: [2, 1] }],
      ['activation', { activation: 'gelu' }],
      ['upsample', { size: [1, 2] }],
      ['crop', { top: 1 }],
      ['pad', { left: 1, mode: 'edge' }],
      ['pad', { bottom: 1 }],
      ['max-pool', { size: 2 }],
      ['flatten'],
      ['dense', { units: 6, activation: 'tanh' }],
      ['layer-norm'],
      ['residual', { activation: 'leaky-relu' }],
      ['dense', { units: 6, activation: 'softplus' }],
    ],
  })
  .node('bottleneck', { size: 4 })
  .node('decoder', { output: 'tanh' }, {
    layers: [
      ['dense', { units: 32, activation: 'sigmoid' }],
      ['reshape', { shape: [4, 4, 2] }],
      ['conv2d-transpose', { filters: 3, kernel: 3, stride: 2, activation: 'relu' }],
      ['upsample', { size: 2 }],
      ['conv2d-transpose', { filters: 2, kernel: [2, 1], stride: 1, padding: 'valid', activation: 'linear' }],
      ['crop', { top: 4, bottom: 4, left: 4, right: 4 }],
    ],
  })
  .node('loss', { kind: 'squared' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ ...whole, optimizer: { kind: 'sgd', learningRate: 1e-3 } })
  .done();
/** Steps that are longer than the kernel is, along one axis or by default. */
const skipping = graph({ name: 'Skipping' })
  .node('dataset', { shape: [9, 8, 2], source: 'file', fileName: 'x', scaling: 'as-is' })
  .node('encoder', {}, { layers: [['conv2d', { filters: 3, kernel: [3, 1], stride: [1, 3], activation: 'tanh' }], ['conv2d', { filters: 3, kernel: 1, activation: 'tanh' }], ['flatten']] })
  .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 144, activation: 'linear' }], ['reshape', { shape: [9, 8, 2] }], ['upsample', { size: 2 }], ['avg-pool', { size: 2 }]] })
  .node('loss', { kind: 'squared' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ ...whole, optimizer: { kind: 'sgd', learningRate: 1e-3 } })
  .done();
const pictures: DataTable = {
  name: 'x', shape: [9, 8, 2], range: 'signed', count: ITEMS, scale: 1, labels: null, labelNames: null, factors: null,
  values: Float32Array.from({ length: ITEMS * 144 }, (_, i) => Math.sin(i * i * 0.37)),
};

/** Kernels, matrices that are wide and tall, and vectors, by every optimiser that tfjs has no word for; two of them in one file. */
const learnedBy = (kind: OptimizerKind, schedule: 'constant' | 'cosine' = 'constant'): HourglassDocument =>
  graph({ name: `By ${kind}` })
    .node('dataset', { source: 'patterns' })
    .node('encoder', {}, { layers: [['conv2d', { filters: 3, kernel: 2, stride: 1, activation: 'tanh' }], ['flatten'], ['dense', { units: 20, activation: 'tanh' }]] })
    .node('bottleneck', { size: 2 })
    .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('discriminator', { weight: 0.1 }, { layers: [['flatten'], ['dense', { units: 5, activation: 'tanh' }]] })
    .node('loss', { kind: 'squared' })
    .wireAutoencoder()
    .wire('dataset.data', 'discriminator.real')
    .wire('decoder.out', 'discriminator.fake')
    .training({ ...whole, optimizer: { ...usualSettings(kind), learningRate: 0.003, weightDecay: 0.1 }, schedule: { kind: schedule } })
    .player('Critic', { optimizer: { ...usualSettings(kind), learningRate: 0.001 } })
    .done();
/** Of items in another order the batches would be others: all of them are one update, whatever their order. */
const parted = (document: HourglassDocument, averageDecay = 0): HourglassDocument => ({ ...document, training: { ...document.training, batchSize: ITEMS / 4, accumulate: 4, averageDecay } });
const byOptimizers = { accumulated: parted(learnedBy('adam', 'cosine')), averaged: { ...game, training: { ...game.training, averageDecay: 0.9 } }, both: parted(learnedBy('adamw'), 0.8), nadam: learnedBy('nadam'), lion: learnedBy('lion'), muon: learnedBy('muon'), sgd: learnedBy('sgd', 'cosine') };

const documents: Readonly<Record<string, HourglassDocument>> = { game, shared, quantised, twins: twins(whole), settings: sharedWeights({ ...whole, optimizer: { learningRate: 0.01 } }), classes, labels, tokens, every, skipping, ...byOptimizers };
const names = Object.keys(documents);
const folder = exportFolder();
const expected = new Map<string, Awaited<ReturnType<Session['snapshot']>>['parameters']>();

beforeAll(async () => {
  await chooseBackend('wasm');
  for (const name of names) {
    const document = documents[name]!;
    const data = document.nodes['dataset']!.params['source'] === 'file' ? { dataset: pictures } : await tablesFor(document, ITEMS);
    const session = await Session.open({ document, data });
    const weights = writeSafetensors(plainWeights((await session.snapshot()).parameters));
    writeFiles(`${folder.path}/${name}`, generateTypeScript(document, session.analysis, { weights, data }).files);
    for (let step = 0; step < STEPS; step++) session.stepBlind();
    expected.set(name, plainWeights((await session.snapshot()).parameters));
    session.dispose();
  }
});
afterAll(() => folder.remove());

describe('a TypeScript project', () => {
  async function trained(name: string, backend: 'wasm' | 'cpu'): Promise<void> {
    const project = `${folder.path}/${name}`;
    process.env['TFJS_BACKEND'] = backend;
    const running = runNode(modernNode(), project, 'src/train.ts', '--from', 'weights.safetensors', '--out', `${backend}.safetensors`);
    delete process.env['TFJS_BACKEND'];
    const { status, output } = await running;
    expect(status, output).toBe(0);
    expect(output).toContain(`${STEPS} steps`);
    const found = weightsAt(`${project}/${backend}.safetensors`);
    expect([...found.keys()].toSorted()).toEqual([...expected.get(name)!.keys()].toSorted());
    for (const [weight, { data }] of expected.get(name)!) {
      const theirs = found.get(weight)!.data;
      const apart = [...data].map((value, i) => Math.abs(value - theirs[i]!));
      // A sign of what is nothing but rounding turns either way.
      const most = name === 'lion' ? 2 + 0.02 * apart.length : 0;
      expect(apart.filter((by) => !(by < 1e-3)).length, `${weight}: ${[...data].slice(0, 4).join()} and ${[...theirs].slice(0, 4).join()}, ${Math.max(...apart)}`).toBeLessThanOrEqual(most);
    }
  }

  it.for(names)('%s: comes to the weights that the studio comes to', { concurrent: true }, (name) => trained(name, 'wasm'));
  it('comes there in plain JavaScript too', () => trained('every', 'cpu'));
});
