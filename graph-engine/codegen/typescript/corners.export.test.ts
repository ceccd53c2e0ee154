/** What a project promises beyond its outputs: the same run twice, weights that go back, and graphs that reconstruct or learn nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../../data/table';
import { takeItems } from '../../data/take-items';
import { analyse } from '../../analysis/analyse';
import type { HourglassDocument } from '../../document/types';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { distance, exportFolder, readOutputs, runScript, tablesFor, trainAndExport, tsx, typecheck, writeFiles, type Expected, type Ran } from '../../testing/export-project';
import { weightsAt } from '../../testing/weights-at';
import { Session } from '../../training/session';
import { generateTypeScript } from '.';
import { sampleFile } from '../program/samples/idx';
import { mustBeInMemory } from '../../data/rows/in-memory';

const ITEMS = 6;
const TABLE = 96;

/** A kernel narrower than its stride, moments of the training part alone, and everything that draws: weights, dropout, noise, codes. */
const random = graph({ name: 'Random' })
  .node('dataset', { source: 'patterns', scaling: 'standardised', count: TABLE })
  .node('noise', { kind: 'gaussian' })
  .node('encoder', {}, { layers: [['conv2d', { filters: 4, stride: 1 }], ['dropout'], ['residual'], ['flatten'], ['dense', { units: 12 }]] })
  .node('bottleneck', { kind: 'gaussian', size: 3 })
  .node('decoder', { output: 'linear' }, {
    layers: [['dense', { units: 8, activation: 'leaky-relu' }], ['reshape', { shape: [2, 2, 2] }], ['conv2d-transpose', { filters: 1, kernel: 1, stride: 2, padding: 'valid', activation: 'linear' }]],
  })
  .node('loss')
  .wire('dataset.data', 'noise.in')
  .wire('noise.out', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ batchSize: 16, seed: 1, validationSplit: 0.4 })
  .done();

/** Codes that a critic tells from a prior: nothing is reconstructed, and the temperature falls with the step. */
const game = graph({ name: 'Game' })
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten']] })
  .node('bottleneck', { kind: 'categorical', groups: 2, classes: 3, annealSteps: 50, balance: 2 })
  .node('prior', { distribution: 'categorical', size: 6 })
  .node('discriminator', { loss: 'wasserstein', penalty: 1 }, { layers: [['dense', { units: 4, activation: 'leaky-relu' }]] })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'discriminator.fake')
  .wire('prior.sample', 'discriminator.real')
  .training({ batchSize: 16 })
  .done();

const quantised = (name: string, codebookFrozen: boolean): HourglassDocument =>
  graph({ name })
    .node('dataset', { source: 'patterns' })
    .node('encoder', {}, { frozen: true, layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }], ['reshape', { shape: [3, 2] }]] })
    .node('codebook', { size: 4 }, { frozen: codebookFrozen })
    .node('decoder', {}, { frozen: true, layers: [['flatten'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss')
    .wireAutoencoder('codebook')
    .training({ batchSize: 16 })
    .done();

const bare = graph({ name: 'No weights' })
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten']] })
  .node('decoder', {}, { layers: [['reshape', { shape: [3, 3, 1] }]] })
  .node('loss')
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .done();

/** One Dataset is rebuilt as the other: both have the same items, and a codebook starts from them. */
const pair = graph({ name: 'Pair' })
  .node('dataset', { source: 'patterns' }, { id: 'left' })
  .node('dataset', { source: 'patterns' }, { id: 'right' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }], ['reshape', { shape: [3, 2] }]] })
  .node('codebook', { size: 4 })
  .node('decoder', {}, { layers: [['flatten'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss')
  .wire('left.data', 'encoder.in')
  .wire('encoder.out', 'codebook.in')
  .wire('codebook.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('right.data', 'loss.target')
  .training({ batchSize: 16, validationSplit: 0.2 })
  .done();

/** Only the codebook learns, and no gradient moves it; then nothing learns. */
/** Numbers of a file that are no pictures: unsigned ones in a signed type, brought into −1 to 1. */
const sensors = graph({ name: 'Sensors' })
  .node('dataset', { source: 'file', fileName: 'sensors.idx', shape: [5], scaling: 'signed', unsigned: true })
  .node('encoder', {}, { layers: [['dense', { units: 3 }]] })
  .node('bottleneck', { size: 2 })
  .node('decoder', { output: 'tanh' }, { layers: [['dense', { units: 5, activation: 'linear' }]] })
  .node('loss', { kind: 'squared' })
  .wireAutoencoder()
  .training({ batchSize: 16, validationSplit: 0.2 })
  .done();
const readings: DataTable = {
  name: 'sensors.idx', shape: [5], range: 'real', count: TABLE, scale: 1, labels: null, labelNames: null, factors: null, integers: { bits: 16, signed: true },
  values: Float32Array.from({ length: 5 * TABLE }, (_, i) => ((i * 7919) % 50_000) + 1000).map((x) => (x > 32_767 ? x - 65_536 : x)),
};

const documents = { random, sensors, game, follower: quantised('Follower', false), frozen: quantised('Frozen', true), bare, pair };
type Name = keyof typeof documents;
const names = Object.keys(documents) as Name[];
const folder = exportFolder();
const expected = new Map<string, Expected | null>();
const at = (name: Name): string => `${folder.path}/${name}`;
const train = (name: Name, ...args: string[]): Promise<Ran> => runScript(at(name), tsx, 'src/train.ts', '--steps', '4', '--epochs', '1', ...args);
const infer = (name: Name, ...args: string[]): Promise<Ran> => runScript(at(name), tsx, 'src/infer.ts', '--json', ...args);
const lastJson = ({ output }: Ran): Record<string, unknown> => JSON.parse(output.trim().split('\n').at(-1)!) as Record<string, unknown>;

beforeAll(async () => {
  await chooseBackend('wasm');
  for (const name of names) {
    expect(analyse(documents[name]).sound, name).toBe(true);
    expected.set(name, await trainAndExport(documents[name], at(name), { steps: 3, items: ITEMS, tableSize: TABLE, ...(name === 'sensors' ? { data: { dataset: readings } } : {}) }));
  }
});
afterAll(() => folder.remove());

describe('what a TypeScript project promises', () => {
  it('compiles', async () => {
    const { status, output } = await typecheck(folder.path, names[0]!);
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('');
    expect(status).toBe(0);
  });

  it.for(['random', 'sensors', 'follower', 'frozen', 'bare'] as const)('%s: gives what the studio gives', { concurrent: true }, async (name) => {
    const inferred = await infer(name, '--items', String(ITEMS));
    expect(inferred.status, inferred.output).toBe(0);
    expect(distance(readOutputs(at(name)).outputs.flat(), expected.get(name)!.outputs)).toBeLessThanOrEqual(1e-5);
  });

  it('gives every value of a graph that reconstructs nothing, and trains it', async () => {
    expect(expected.get('game')).toBeNull();
    const inferred = await infer('game', '--items', String(ITEMS));
    expect(inferred.status, inferred.output).toBe(0);
    const given = JSON.parse(readFileSync(`${at('game')}/outputs.json`, 'utf8')) as Record<string, number[][]>;
    expect(Object.keys(given)).toEqual(['items', 'sample', 'features', 'code', 'score', 'realScore']);
    for (const [name, rows] of Object.entries(given)) if (name !== 'items') expect(rows.flat().every(Number.isFinite) && rows.length === ITEMS, name).toBe(true);
    const trained = await train('game', '--out', 'again.safetensors');
    expect(trained.status, trained.output).toBe(0);
  });

  it('takes the items of two Datasets in orders of their own', async () => {
    const script = `${at('pair')}/src/train.ts`;
    const told = 'console.log(JSON.stringify([items, validationItems, order].flatMap((each) => Object.values(each))));';
    writeFileSync(script, readFileSync(script, 'utf8').replace(/^ *saveWeights\(/m, (line) => `${told}\n${line}`));
    const trained = await train('pair', '--out', 'again.safetensors');
    expect(trained.status, trained.output).toBe(0);
    const [left, right, leftHeld, rightHeld, leftOrder, rightOrder] = JSON.parse(/^\[.*\]$/m.exec(trained.output)![0]) as number[][];
    expect(left!.toSorted((a, b) => a - b)).toEqual(right!.toSorted((a, b) => a - b));
    expect(left).not.toEqual(right);
    expect(leftHeld).not.toEqual(rightHeld);
    expect(leftOrder!.filter((item, i) => item === rightOrder![i]).length).toBeLessThan(12);
  });

  it('holds out of each Dataset by its own items, and trains in batches of the smallest rest, as the studio does', async () => {
    const data = await tablesFor(pair, TABLE);
    const fewer = { ...data, right: takeItems(data['right']!, 30) };
    const session = await Session.open({ document: pair, data: fewer });
    const [left, right] = ['left', 'right'].map((id) => session.data.feeds.get(id)!);
    writeFiles(at('pair'), [...generateTypeScript(pair, session.analysis, { data: fewer }).files.filter(({ path }) => path.startsWith('data/'))]);
    const script = `${at('pair')}/src/train.ts`;
    const told = 'console.log(JSON.stringify([validationItems, trainingItems].flatMap((each) => Object.values(each).map(({ length }) => length)).concat(batchSize, stepsPerEpoch)));';
    writeFileSync(script, readFileSync(script, 'utf8').replace(/^ *saveWeights\(/m, (line) => `${told}\n${line}`));
    const trained = await train('pair', '--out', 'again.safetensors');
    expect(trained.status, trained.output).toBe(0);
    const found = [...trained.output.matchAll(/^\[[\d,]*\]$/gm)].map(([text]) => JSON.parse(text) as number[]).find(({ length }) => length === 6);
    expect(found).toEqual([left!.validation.length, right!.validation.length, left!.train.length, right!.train.length, session.batch, session.stepsPerEpoch]);
    session.dispose();
  });

  it('learns without a gradient', async () => {
    const trained = await train('follower', '--out', 'again.safetensors');
    expect(trained.status, trained.output).toBe(0);
    const [before, after] = ['weights', 'again'].map((file) => readFileSync(`${at('follower')}/${file}.safetensors`));
    expect(before!.equals(after!)).toBe(false);
  });

  it.for(['frozen', 'bare'] as const)('%s: says that there is nothing to train', { concurrent: true }, async (name) => {
    const { status, output } = await train(name);
    expect(status).toBe(1);
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('There is nothing to train: every weight is frozen, or there is none. `npm run infer` runs the model.\n');
  });

  it('prepares other items as its weights expect, and goes on with that', async () => {
    const trained = await train('sensors', '--out', 'trained.safetensors');
    expect(trained.status, trained.output).toBe(0);
    const fitted = (file: string): (readonly number[])[] => {
      return ['low', 'high'].map((name) => [...weightsAt(`${at('sensors')}/${file}.safetensors`).get(`dataset.data/signed/${name}`)!.data]);
    };
    // Its own training items, which are not those of the studio.
    const [[low], [high]] = fitted('trained') as [[number], [number]];
    expect([low >= 1000, low < 4000, high > 47_000, high <= 51_000]).toEqual([true, true, true, true]);
    // One item alone is no reason to fit anew.
    writeFileSync(`${at('sensors')}/one.idx`, gunzipSync(sampleFile({ ...readings, count: 1, values: mustBeInMemory(readings).values.slice(0, 5) }, 'channels-last')));
    const before = readOutputs(at('sensors')).codes!;
    const one = await infer('sensors', '--data', 'one.idx', '--out', 'one.json');
    expect(one.status, one.output).toBe(0);
    const alone = JSON.parse(readFileSync(`${at('sensors')}/one.json`, 'utf8')) as { codes: number[][] };
    expect(alone.codes).toEqual([before[0]]);
    const on = await train('sensors', '--from', 'weights.safetensors', '--out', 'on.safetensors', '--data', 'data/dataset-idx-ubyte.gz');
    expect(on.status, on.output).toBe(0);
    expect(fitted('on')).toEqual(fitted('weights'));
  });

  it('trains the same way twice, and gives its weights back to the studio', async () => {
    const runs = await Promise.all(['first', 'weights'].map((file) => train('random', '--out', `${file}.safetensors`)));
    const figures = runs.map(({ output }) => output.match(/ \S+ -?\d+\.\d+(?!\S| s$)/gm));
    expect(figures[0]!.length, runs[0]!.output).toBeGreaterThan(4);
    expect(figures[1]).toEqual(figures[0]);
    const [first, second] = ['first', 'weights'].map((file) => readFileSync(`${at('random')}/${file}.safetensors`));
    expect(first!.equals(second!)).toBe(true);

    const ours = lastJson(await runScript(at('random'), '../scripts/hourglass.mjs', 'evaluate', '.', '--json'));
    const theirs = lastJson(await infer('random', '--items', String(TABLE)));
    expect(theirs['items']).toBe(TABLE);
    expect(ours['meanSquaredError'], JSON.stringify(ours)).toBeCloseTo(theirs['meanSquaredError'] as number, 5);
  });
});
