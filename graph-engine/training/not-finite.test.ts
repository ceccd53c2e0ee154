/** Values that are not finite: before the first step, while training, in validation, and in what is asked of a trained model. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../data/table';
import { printDiagnostic } from '../diagnostics/print';
import type { HourglassDocument, OptimizerSettings, Params } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import { graph, type TrainingChange } from '../testing/build-document';
import { evaluateModel } from './evaluate';
import { explain, NotFiniteError } from './not-finite';
import { Session, type Snapshot } from './session';
import { Trainer, type Outcome } from './trainer';

const ITEMS = 40;
const SIZE = 4;
const tableOf = (value: (item: number, i: number) => number): DataTable => ({
  name: 'numbers.idx', shape: [SIZE], range: 'real', count: ITEMS, scale: 1, labels: null, labelNames: null, factors: null,
  values: Float32Array.from({ length: ITEMS * SIZE }, (_, at) => value(Math.floor(at / SIZE), at % SIZE)),
});
const wave = (item: number, i: number): number => Math.sin(item + 2 * i) / 2 + 0.5;

const documentOf = (bottleneck: Params = { kind: 'vector', size: 2 }, training: TrainingChange = {}, scaling = 'as-is'): HourglassDocument =>
  graph()
    .node('dataset', { source: 'file', fileName: 'numbers.idx', shape: [SIZE], scaling })
    .node('encoder', {}, { layers: [['dense', { units: 6, activation: 'relu' }]] })
    .node('bottleneck', bottleneck)
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: SIZE, activation: 'linear' }]] })
    .node('loss')
    .wireAutoencoder()
    .training({ batchSize: 8, epochs: 3, minSteps: 0, validationSplit: 0.2, optimizer: { learningRate: 1e-3 }, ...training })
    .done();

const open = (table: DataTable, document = documentOf()): Promise<Session> => Session.open({ document, data: { dataset: table } });

interface Run {
  readonly outcome: Outcome;
  readonly told: string;
  readonly checkpoints: Snapshot[];
}
async function train(session: Session): Promise<Run> {
  const checkpoints: Snapshot[] = [];
  const outcome = await new Trainer({
    session,
    checkpointMs: Infinity,
    clock: { now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) },
    hooks: { onMetrics: () => {}, onProgress: () => {}, onCheckpoint: async (snapshot) => void checkpoints.push(snapshot) },
  }).run(session.totalSteps, () => false);
  const told = outcome.kind === 'not-finite' ? Object.values(printDiagnostic(outcome.diagnostic)).join(' ') : '';
  return { outcome, told, checkpoints };
}
const codeOf = ({ outcome }: Run): string => (outcome.kind === 'not-finite' ? outcome.diagnostic.code : outcome.kind);

beforeAll(async () => void (await chooseBackend('wasm')));

describe('before the first step', () => {
  it.each(['vector', 'gaussian'])('names the range of the data and Standardised, and no learning rate; nothing is kept (%s)', async (kind) => {
    const session = await open(tableOf((item, i) => 3e25 * wave(item, i)), documentOf({ kind, size: 2 }));
    const run = await train(session);
    expect(run.outcome).toMatchObject({ kind: 'not-finite', step: 0, kept: null });
    expect(run.told).toMatch(/^Before the first step a value was not finite, first in .+ \(forward \w+\)\. The numbers that Dataset gives go from [\d.e+]+ to [\d.e+]+\. Set the Scaling of Dataset to Standardised/);
    expect(run.told).not.toMatch(/learning rate|good weights/);
    expect(run.outcome.kind === 'not-finite' && run.outcome.diagnostic.fixes).toMatchObject([{ edits: [{ name: 'setParam', args: { nodes: ['dataset'], field: 'scaling', value: 'standardised' } }] }]);
    expect(run.checkpoints).toEqual([]);
    session.dispose();
    // As it was told.
    const cured = await open(tableOf((item, i) => 3e25 * wave(item, i)), documentOf({ kind, size: 2 }, {}, 'standardised'));
    expect((await train(cured)).outcome.kind).toBe('done');
    cured.dispose();
  });
  it('names outliers where the data are standardised already, and nothing that standardising would cure', () => {
    const feeds = { dataset: { shape: [2, 2], data: Float32Array.of(0, 1, 400, -2) } };
    const found = { origin: { node: 'encoder' }, phase: 'forward', kind: 'square', name: null } as const;
    const { code, fixes } = explain(documentOf({}, {}, 'standardised'), found, feeds, { kind: 'start' });
    expect([code, fixes]).toEqual(['finite.outliers', undefined]);
    // An update is computed with a learning rate, in the first step too.
    expect(explain(documentOf(), { ...found, phase: 'update' }, { dataset: { shape: [1], data: Float32Array.of(1) } }, { kind: 'start' }).code).toBe('finite.step');
  });
  it('names the start values where the data are small', async () => {
    const session = await open(tableOf(wave));
    const { parameters, ...rest } = await session.snapshot();
    const grown = new Map([...parameters].map(([name, { shape, data }]) => [name, { shape, data: name.endsWith('kernel') ? data.map((x) => 1e15 * x) : data }] as const));
    await session.restore({ ...rest, parameters: grown });
    const run = await train(session);
    // They came from somewhere, and stay.
    expect(run.outcome).toMatchObject({ kind: 'not-finite', kept: 0 });
    expect(codeOf(run)).toBe('finite.start');
    expect(run.told).toMatch(/small, from 0\.?\d* to [01]\.?\d*, so it comes from the start values/);
    expect(run.told).not.toMatch(/learning rate|Standardised/);
    session.dispose();
  });
  it('names the weights that hold what is not finite, and the item of the data that does', async () => {
    const session = await open(tableOf(wave));
    const { parameters, ...rest } = await session.snapshot();
    const broken = new Map([...parameters].map(([name, { shape, data }]) => [name, { shape, data: /encoder.*kernel$/.test(name) ? data.map((x, i) => (i === 3 ? NaN : x)) : data }] as const));
    await session.restore({ ...rest, parameters: broken });
    const run = await train(session);
    expect(codeOf(run)).toBe('finite.weights');
    expect(run.told).toMatch(/the weights hold one, in encoder\/.*kernel/);
    session.dispose();
    const data = await open(tableOf((item, i) => (i === 1 ? NaN : wave(item, i))));
    const second = await train(data);
    expect(codeOf(second)).toBe('finite.broken');
    expect(second.told).toMatch(/Dataset itself holds one/);
    data.dispose();
  });
  it('keeps the weights that a run goes on from, and speaks of the data that are new to them', async () => {
    const session = await open(tableOf(wave));
    for (let step = 0; step < 5; step++) session.stepBlind();
    const snapshot = await session.snapshot();
    session.dispose();
    const other = await open(tableOf((item, i) => 3e25 * wave(item, i)));
    await other.restore(snapshot);
    const run = await train(other);
    expect(run.outcome).toMatchObject({ kind: 'not-finite', step: 5, kept: 5 });
    expect(codeOf(run)).toBe('finite.data');
    expect(run.checkpoints.map(({ step }) => step)).toEqual([5]);
    other.dispose();
  });
});

it('names the learning rate where steps were taken', async () => {
  const session = await open(tableOf(wave), documentOf({ kind: 'vector', size: 2 }, { optimizer: { kind: 'sgd', learningRate: 1e4, momentum: 0 } }));
  const run = await train(session);
  expect(codeOf(run)).toBe('finite.step');
  expect(run.told).toMatch(/^At step \d+ a value was not finite, first in .+\. Lower the learning rate, or clip the gradient\.$/);
  for (const { data } of (await session.snapshot()).parameters.values()) expect(data.every(Number.isFinite)).toBe(true);
  session.dispose();
});

describe('the last step of a run', () => {
  const sgd = { kind: 'sgd', learningRate: 1e38, momentum: 0 } as const;
  it.each<[string, TrainingChange]>([
    ['weights that are not finite', { optimizer: sgd, validationSplit: 0 }],
    ['weights that are too large to compute with', { optimizer: { kind: 'adam', learningRate: 3e38 }, validationSplit: 0 }],
    ['weights that the held-out items show', { optimizer: sgd, batchSize: 32, validationSplit: 0.2 }],
  ])('makes %s: the run ends with the good ones before it, and speaks of the rate', async (_, training) => {
    const session = await open(tableOf(wave), documentOf({ kind: 'vector', size: 2 }, { epochs: 1, batchSize: ITEMS, ...training }));
    expect(session.totalSteps).toBe(1);
    const run = await train(session);
    expect(codeOf(run)).toBe('finite.step');
    expect(run.told).toMatch(/^At step [01] a value was not finite, .+\. Lower the learning rate, or clip the gradient\.$/);
    expect(run.checkpoints).toEqual([]);
    await expect(session.evaluate(session.data.allRows())).resolves.toMatchObject({ loss: expect.any(Number) as number });
    session.dispose();
  });
});

describe.each(['non-saturating', 'least-squares', 'hinge', 'wasserstein'])('a critic alone that grows beyond all bounds (%s)', (loss) => {
  const withCritic = (training: TrainingChange, optimizer: Partial<OptimizerSettings>): HourglassDocument => {
    const { nodes, wires, training: { players } } = graph()
      .player('Critic', { optimizer })
      .node('prior', { size: 2 })
      .node('discriminator', { loss, weight: 0 }, { layers: [['dense', { units: 4 }]] })
      .wire('prior.sample', 'discriminator.real', 'real')
      .wire('bottleneck.code', 'discriminator.fake', 'fake')
      .done();
    const plain = documentOf({ kind: 'vector', size: 2 }, training);
    return { ...plain, nodes: { ...plain.nodes, ...nodes }, wires: { ...plain.wires, ...wires }, training: { ...plain.training, players: { ...players, ...plain.training.players } } };
  };
  it.each<[string, TrainingChange, number]>([
    ['at once', {}, 1e30],
    ['in the only step', { validationSplit: 0, epochs: 1, batchSize: ITEMS }, 1e38],
  ])('%s is not laid to the data, the start values or the other rate', async (_, training, learningRate) => {
    const session = await open(tableOf(wave), withCritic(training, { kind: 'sgd', learningRate, momentum: 0 }));
    const run = await train(session);
    expect(codeOf(run)).toBe('finite.step');
    expect(run.told).toContain('Lower the learning rate of the critic, or clip the gradient.');
    for (const { data } of (await session.snapshot()).parameters.values()) expect(data.every(Number.isFinite)).toBe(true);
    session.dispose();
  });
});

it('catches what the held-out items alone make, and keeps what was trained', async () => {
  const first = await open(tableOf(wave));
  const held = new Set(first.data.feeds.get('dataset')!.validation);
  first.dispose();
  const session = await open(tableOf((item, i) => (held.has(item) ? 3e25 : 1) * wave(item, i)));
  const run = await train(session);
  expect(run.outcome).toMatchObject({ kind: 'not-finite', kept: session.stepsPerEpoch });
  expect(run.told).toMatch(/^On the held-out items, after \d+ steps, a value was not finite, first in .+ go from [\d.e+]+ to [\d.e+]+\./);
  expect(run.checkpoints.map(({ step }) => step)).toEqual([session.stepsPerEpoch]);
  session.dispose();
});

it('is never a figure or a code of a trained model', async () => {
  const session = await open(tableOf((item, i) => 3e25 * wave(item, i)));
  await expect(evaluateModel(session)).rejects.toThrow(/^For these \d+ items a value was not finite, first in .+ Give it items like those that it was trained on/);
  await expect(session.valuesOf(['decoder.out'], session.data.allRows())).resolves.toBeDefined();
  await expect(session.evaluate()).rejects.toBeInstanceOf(NotFiniteError);
  session.dispose();
  const huge = await open(tableOf(() => 3e38));
  await expect(huge.valuesOf(['bottleneck.code'], huge.data.allRows())).rejects.toThrow(/^For these 40 items a value was not finite, first in (Encoder|Bottleneck)/);
  huge.dispose();
});

it('no longer comes of a log-variance, which is bounded: counts as they are train', async () => {
  const counts = tableOf((item, i) => Math.floor(40_000 * wave(item, i) ** 6));
  const session = await open(counts, documentOf({ kind: 'gaussian', size: 3 }));
  expect((await train(session)).outcome.kind).toBe('done');
  session.dispose();
});
