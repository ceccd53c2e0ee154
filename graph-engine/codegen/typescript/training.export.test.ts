/** A project trains as the studio does: from the same weights on the same items it comes to the same weights. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HourglassDocument } from '../../document/types';
import { chooseBackend } from '../../runtime/backends/choose';
import { readSafetensors, writeSafetensors } from '../../runtime/safetensors';
import { graph } from '../../testing/build-document';
import { exportFolder, runScript, tablesFor, tsx, writeFiles } from '../../testing/export-project';
import { plainWeights } from '../../training/early-stopping';
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
  .training({ ...whole, criticSteps: 3, schedule: { kind: 'warmup-cosine', warmupSteps: 5 }, optimizer: { learningRate: 0.01 }, criticOptimizer: { kind: 'sgd', learningRate: 0.05 } })
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

/** One codebook of moving means in two places. */
const twins = graph({ name: 'Twins' })
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }], ['reshape', { shape: [3, 2] }]] })
  .node('codebook', { size: 4, restart: 0, decay: 0.8 })
  .node('encoder', {}, { id: 'further', layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }], ['reshape', { shape: [3, 2] }]] })
  .node('codebook', { size: 4, restart: 0, decay: 0.8 }, { id: 'twin', name: 'Twin', sharesWith: 'codebook' })
  .node('decoder', { output: 'logits' }, { layers: [['flatten'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'binary-cross-entropy' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'codebook.in')
  .wire('codebook.code', 'further.in')
  .wire('further.out', 'twin.in')
  .wire('twin.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training(whole)
  .done();

const documents: Readonly<Record<string, HourglassDocument>> = { game, shared, quantised, twins };
const names = Object.keys(documents);
const folder = exportFolder();
const expected = new Map<string, Awaited<ReturnType<Session['snapshot']>>['parameters']>();

beforeAll(async () => {
  await chooseBackend('wasm');
  for (const name of names) {
    const document = documents[name]!;
    const data = await tablesFor(document, ITEMS);
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
  it.for(names)('%s: comes to the weights that the studio comes to', { concurrent: true }, async (name) => {
    const project = `${folder.path}/${name}`;
    const { status, output } = await runScript(project, tsx, 'src/train.ts', '--from', 'weights.safetensors', '--out', 'trained.safetensors');
    expect(status, output).toBe(0);
    expect(output).toContain(`${STEPS} steps`);
    const read = readSafetensors(new Uint8Array(readFileSync(`${project}/trained.safetensors`)));
    if ('problem' in read) throw new Error(read.problem);
    expect([...read.tensors.keys()].toSorted()).toEqual([...expected.get(name)!.keys()].toSorted());
    for (const [weight, { data }] of expected.get(name)!) {
      const theirs = read.tensors.get(weight)!.data;
      const furthest = Math.max(...data.map((value, i) => Math.abs(value - theirs[i]!)));
      expect(furthest, `${weight}: ${[...data].slice(0, 4).join()} and ${[...theirs].slice(0, 4).join()}`).toBeLessThan(1e-3);
    }
  });
});
