/** A project in PyTorch trains as the studio does: from the same weights on the same items, without chance, it comes to the same weights. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../../data/table';
import { usualSettings } from '../../document/training-fields';
import type { HourglassDocument } from '../../document/types';
import { optimizerKinds, type OptimizerKind } from '../../optimizers/registry';
import { chooseBackend } from '../../runtime/backends/choose';
import { writeSafetensors } from '../../runtime/safetensors';
import { graph, type TrainingChange } from '../../testing/build-document';
import { runNode, writeFiles } from '../../testing/export-project';
import { checkers, python, pythonFolder, runPython } from '../../testing/python';
import { sharedWeights } from '../../testing/shared-weights';
import { twins } from '../../testing/twins';
import { weightsAt } from '../../testing/weights-at';
import { plainWeights, type PlainWeights } from '../../training/plain-weights';
import { Session } from '../../training/session';
import { generatePyTorch } from '.';

const ITEMS = 64;
const STEPS = 20;
/** All items in every step, and none held out: then no order counts. */
const whole = { batchSize: ITEMS, validationSplit: 0, minSteps: 0, epochs: STEPS } as const;

/** Kernels, matrices that are wide and tall, and vectors. */
const trainedWith = (training: TrainingChange, critic: Parameters<ReturnType<typeof graph>['player']>[1] = {}): HourglassDocument =>
  graph({ name: 'Trained' })
    .node('dataset', { shape: [3, 3, 1], source: 'file', fileName: 'x', scaling: 'as-is' })
    .node('encoder', {}, { layers: [['conv2d', { filters: 3, kernel: 2, stride: 1, activation: 'tanh' }], ['flatten'], ['dense', { units: 20, activation: 'tanh' }]] })
    .node('bottleneck', { size: 2 })
    .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }], ['conv2d-transpose', { filters: 2, kernel: 2, stride: 1, activation: 'tanh' }], ['conv2d', { filters: 1, kernel: 1, stride: 1, activation: 'linear' }]] })
    .node('discriminator', { weight: 0.1 }, { layers: [['flatten'], ['dense', { units: 5, activation: 'tanh' }]] })
    .node('loss', { kind: 'squared' })
    .wireAutoencoder()
    .wire('dataset.data', 'discriminator.real')
    .wire('decoder.out', 'discriminator.fake')
    .training({ ...whole, ...training })
    .player('Critic', critic)
    .done();
/** One player, who needs no name. */
const alone = (training: TrainingChange): HourglassDocument =>
  graph({ name: 'Alone' })
    .node('dataset', { shape: [3, 3, 1], source: 'file', fileName: 'x', scaling: 'as-is' })
    .node('encoder', {}, { layers: [['conv2d', { filters: 3, kernel: 2, stride: 1, activation: 'tanh' }], ['batch-norm'], ['flatten'], ['dense', { units: 4, activation: 'tanh' }]] })
    .node('bottleneck', { size: 2 })
    .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'squared' })
    .wireAutoencoder()
    .training({ ...whole, ...training })
    .done();
const byOptimizer = (kind: OptimizerKind): HourglassDocument =>
  trainedWith({ optimizer: { ...usualSettings(kind), learningRate: 0.003, weightDecay: 0.1, momentum: 0.9 }, schedule: { kind: 'warmup-cosine', warmupSteps: 5 } }, { optimizer: { ...usualSettings(kind), learningRate: 0.001 } });

/** Of items in the order of their numbers the batches would be others: all of them are one update, whatever their order. */
const parted = { batchSize: ITEMS / 4, accumulate: 4, epochs: STEPS, clipNorm: 0.5, schedule: { kind: 'cosine' } } as const;
const documents: Readonly<Record<string, HourglassDocument>> = {
  ...Object.fromEntries(optimizerKinds.map((kind) => [kind, byOptimizer(kind)])),
  accumulated: trainedWith({ ...parted, optimizer: { learningRate: 0.003 } }),
  averaged: trainedWith({ averageDecay: 0.9, optimizer: { learningRate: 0.01 } }, { updates: 2 }),
  twins: twins(whole),
  'other settings': sharedWeights({ ...whole, optimizer: { learningRate: 0.01 } }),
  alone: alone({ optimizer: { learningRate: 0.01 }, schedule: { kind: 'warmup-cosine', warmupSteps: 5 }, clipNorm: 0.1, averageDecay: 0.8 }),
  // Statistics of a batch would be others in another order: the parts of this one are not normalised.
  'alone, accumulated': sharedWeights({ ...whole, ...parted, averageDecay: 0.8, optimizer: { kind: 'lion', learningRate: 0.001 } }),
  both: trainedWith({ ...parted, averageDecay: 0.8, optimizer: { kind: 'muon', learningRate: 0.003, momentum: 0.9 } }),
};
const names = Object.keys(documents);
const items: DataTable = {
  name: 'x', shape: [3, 3, 1], range: 'signed', count: ITEMS, scale: 1, labels: null, labelNames: null, factors: null,
  values: Float32Array.from({ length: ITEMS * 9 }, (_, i) => 0.5 + 0.4 * Math.sin(i * i * 0.37)),
};
const folder = pythonFolder();
const expected = new Map<string, PlainWeights>();
afterAll(() => folder.remove());

describe.skipIf(!python)('a project in PyTorch', () => {
  beforeAll(async () => {
    await chooseBackend('wasm');
    for (const name of names) {
      const document = documents[name]!;
      const data = { dataset: items };
      const session = await Session.open({ document, data });
      const weights = writeSafetensors(plainWeights((await session.snapshot()).parameters));
      writeFiles(`${folder.path}/${name}`, generatePyTorch(document, session.analysis, { weights, data }).files);
      for (let step = 0; step < STEPS; step++) session.stepBlind();
      expected.set(name, plainWeights((await session.snapshot()).parameters));
      session.dispose();
    }
  });

  it.for(names)('%s: comes to the weights that the studio comes to', async (name) => {
    const project = `${folder.path}/${name}`;
    const { status, output } = await runPython(project, 'train.py', '--device', 'cpu', '--weights', 'weights.safetensors', '--out', 'trained.safetensors');
    expect(status, output).toBe(0);
    const found = weightsAt(`${project}/trained.safetensors`);
    for (const [weight, { data }] of expected.get(name)!) {
      const theirs = found.get(weight)!.data;
      const apart = [...data].map((value, i) => Math.abs(value - theirs[i]!));
      // A sign of what is nothing but rounding turns either way.
      const most = name === 'lion' ? 2 + 0.02 * apart.length : 0;
      expect(apart.filter((by) => !(by < 1e-3)).length, `${weight}: ${[...data].slice(0, 4).join()} and ${[...theirs].slice(0, 4).join()}, ${Math.max(...apart)}`).toBeLessThanOrEqual(most);
    }
  });

  it.skipIf(!checkers.every(({ found }) => found))('is clean to pyflakes and pycodestyle', async () => {
    for (const { command, args } of checkers) {
      const { status, output } = await runNode(command, folder.path, ...args, ...names.flatMap((name) => ['train.py', 'optimizers.py'].filter((file) => file === 'train.py' || ['lion', 'muon', 'both'].includes(name)).map((file) => `${name}/${file}`)));
      expect(output).toBe('');
      expect(status).toBe(0);
    }
  });
});
