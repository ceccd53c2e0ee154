/** Labels of items that come from IDX files, in a project: as a part of the batch where a wire takes them, and to tell what is trained on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../../data/table';
import type { HourglassDocument } from '../../document/types';
import { patterns } from '../../data/sources/patterns';
import { mustBeInMemory } from '../../data/rows/in-memory';
import { chooseBackend } from '../../runtime/backends/choose';
import { writeSafetensors } from '../../runtime/safetensors';
import { graph } from '../../testing/build-document';
import { distance, exportFolder, runScript, tablesFor, trainAndExport, tsx, typecheck, writeFiles, type Ran } from '../../testing/export-project';
import { trainStages } from '../../testing/train-stages';
import { weightsAt } from '../../testing/weights-at';
import { Session } from '../../training/session';
import { labelsSample, sampleFile } from '../program/samples/idx';
import { generateTypeScript } from '.';

const ITEMS = 30;
const TABLE = 90;
/** A second head tells the class; seven and three alone are trained on. */
const told = graph({ name: 'Told' })
  .node('dataset', { source: 'digits', normal: '3, 7' }, { name: 'Digits' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }]] })
  .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
  .node('loss', { kind: 'squared' })
  .node('decoder', { output: 'logits' }, { id: 'teller', name: 'Teller', layers: [['dense', { units: 10, activation: 'linear' }]] })
  .node('loss', { kind: 'categorical-cross-entropy' }, { id: 'class', name: 'Class' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('encoder.out', 'teller.in')
  .wire('teller.out', 'class.prediction')
  .wire('dataset.label', 'class.target')
  .training({ batchSize: 8, validationSplit: 0.2 })
  .done();
/** The network gets the label with the code, beside a Dataset whose labels nobody needs. */
const given = graph({ name: 'Given' })
  .node('dataset', { source: 'patterns' }, { id: 'other', name: 'Other' })
  .node('dataset', { source: 'digits' }, { name: 'digits' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }]] })
  .node('encoder', {}, { id: 'small', name: 'Small', layers: [['flatten'], ['dense', { units: 3 }]] })
  .node('concat')
  .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
  .node('loss', { kind: 'squared' })
  .wire('dataset.data', 'encoder.in')
  .wire('other.data', 'small.in')
  .wire('encoder.out', 'concat.in')
  .wire('small.out', 'concat.in')
  .wire('dataset.label', 'concat.in')
  .wire('concat.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ batchSize: 8, validationSplit: 0.2 })
  .done();
const documents = { told, given } satisfies Record<string, HourglassDocument>;
type Name = keyof typeof documents;
const names = Object.keys(documents) as Name[];

const folder = exportFolder();
const at = (name: Name): string => `${folder.path}/${name}`;
const tables = new Map<Name, Record<string, DataTable>>();
const lastJson = ({ output }: Ran): unknown => JSON.parse(output.trim().split('\n').at(-1)!);

beforeAll(async () => {
  await chooseBackend('wasm');
  for (const name of names) {
    const data = await tablesFor(documents[name], TABLE);
    tables.set(name, data);
    await trainAndExport(documents[name], at(name), { steps: 4, items: ITEMS, tableSize: TABLE, data });
  }
});
afterAll(() => folder.remove());

async function studio(name: Name): Promise<Session> {
  const session = await Session.open({ document: documents[name], data: tables.get(name)! });
  session.restoreWeights(weightsAt(`${at(name)}/weights.safetensors`));
  return session;
}

describe('labels beside items of IDX files', () => {
  it('compile', async () => {
    const { status, output } = await typecheck(folder.path, names[0]!);
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('');
    expect(status).toBe(0);
  });

  it('go into the losses of all items', async () => {
    writeFileSync(`${at('told')}/src/probe.ts`, `import { useBackend } from './backend.ts';
import { countOf, fittedShapes, loadData, prepare, trainable } from './data.ts';
import { Model } from './model.ts';
import { Trainer } from './trainer.ts';
import { loadFitted, loadWeights } from './weights.ts';
await useBackend();
const model = new Model();
loadWeights('weights.safetensors', Object.values(model.weights).flat());
const loaded = loadData();
const data = prepare(loaded, loadFitted('weights.safetensors', fittedShapes));
const figures = new Trainer(model, data).validate([...Array(countOf(data)).keys()], 16);
console.log(JSON.stringify({ figures, trained: trainable(loaded) }));
`);
    const ran = await runScript(at('told'), tsx, 'src/probe.ts');
    expect(ran.status, ran.output).toBe(0);
    const { figures, trained } = lastJson(ran) as { figures: { name: string; value: number }[]; trained: number[] };
    const session = await studio('told');
    for (const [name, value] of Object.entries(await session.evaluate(session.data.allRows()))) {
      expect(Math.abs(figures.find((figure) => figure.name === name)!.value - value) / Math.max(1, Math.abs(value)), name).toBeLessThanOrEqual(1e-4);
    }
    const feed = session.data.feeds.get('dataset')!;
    expect(trained).toEqual([...feed.train, ...feed.validation].sort((a, b) => a - b));
    session.dispose();
  });

  it('go into the network, of the sample and of files that are named', async () => {
    const session = await studio('given');
    const rows = new Map(['dataset', 'other'].map((id) => [id, Uint32Array.from({ length: ITEMS }, (_, i) => i)]));
    const [expected] = await session.valuesOf(['decoder.out'], rows);
    session.dispose();
    const data = tables.get('given')!;
    const [digits, other] = [data['dataset']!, data['other']!];
    writeFileSync(`${at('given')}/digits`, sampleFile(digits, 'channels-last'));
    writeFileSync(`${at('given')}/other`, sampleFile(other, 'channels-last'));
    writeFileSync(`${at('given')}/labels`, labelsSample(digits, digits.labels!));
    const files = readFileSync(`${at('given')}/src/data.ts`, 'utf8').indexOf('digits: { path') < readFileSync(`${at('given')}/src/data.ts`, 'utf8').indexOf('other: { path') ? ['digits', 'other'] : ['other', 'digits'];
    const outputs = async (...args: string[]): Promise<number[]> => {
      const ran = await runScript(at('given'), tsx, 'src/infer.ts', '--items', String(ITEMS), ...args);
      expect(ran.status, ran.output).toBe(0);
      return (JSON.parse(readFileSync(`${at('given')}/outputs.json`, 'utf8')) as { reconstruction: number[][] }).reconstruction.flat();
    };
    const named = files.flatMap((file) => ['--data', file]);
    expect(distance(await outputs(), [...expected!.values])).toBeLessThanOrEqual(1e-5);
    expect(distance(await outputs(...named, '--labels', 'labels'), [...expected!.values])).toBeLessThanOrEqual(1e-5);
    expect(distance(await outputs(...named), [...expected!.values])).toBeGreaterThan(1e-3);
  });

  it.for(names)('%s trains', async (name) => {
    const ran = await runScript(at(name), tsx, 'src/train.ts', '--steps', '3', '--epochs', '3', '--out', 'again.safetensors');
    expect(ran.status, ran.output).toBe(0);
    expect(ran.output).toMatch(/\d steps, weights in again/);
    expect(ran.output).not.toContain('There are no labels');
  });
});

/** Of each kind of items there are four alike, and many more of the first. The labels of two are told of each: which of them does not matter, and that it is not all of them does. */
const kinds = patterns.classes;
const few = () =>
  graph({ name: 'Few labels' })
    .node('dataset', { source: 'patterns', labelled: 2 * kinds }, { name: 'Patterns' })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 6, activation: 'tanh' }]] })
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' })
    .node('classifier', {}, { layers: [['dense', { units: 5, activation: 'tanh' }]] })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('encoder.out', 'classifier.in')
    .wire('dataset.label', 'classifier.label')
    .training({ batchSize: 8 * kinds, validationSplit: 0, patience: 0, minSteps: 0, epochs: 6, optimizer: { learningRate: 0.05 } });
const together = few().stage('Together', { epochs: 6 }).done();
const staged = few().stage('Without labels', { epochs: 4, losses: ['loss'] }).stage('Labels alone', { epochs: 5, losses: ['classifier'] }).done();

describe.each(Object.entries({ together, staged }))('labels of some items alone are told: %s', (name, document) => {
  const project = (): string => `${folder.path}/few-${name}`;
  let found: Awaited<ReturnType<typeof trainStages>>;
  beforeAll(async () => {
    const { dataset } = await tablesFor(document, 8 * kinds);
    const table = mustBeInMemory(dataset!);
    const [values, labels] = [table.values.slice(), table.labels!.slice()];
    for (let item = 4 * kinds; item < 8 * kinds; item++) {
      values.copyWithin(item * 9, 0, 9);
      labels[item] = labels[0]!;
    }
    const data = { dataset: { ...table, values, labels } };
    found = await trainStages(document, data);
    writeFiles(project(), generateTypeScript(document, found.analysis, { weights: writeSafetensors(found.start), data }).files);
  });
  it('compiles', async () => expect((await typecheck(folder.path, `few-${name}`)).output.replace(/^npm warn.*\n/gm, '')).toBe(''));
  it('comes to the weights that the studio comes to', async () => {
    const { status, output } = await runScript(project(), tsx, 'src/train.ts', '--from', 'weights.safetensors', '--out', 'trained.safetensors');
    expect(status, output).toBe(0);
    const theirs = weightsAt(`${project()}/trained.safetensors`);
    const { weights } = found.stages.at(-1)!;
    for (const [weight, { data }] of weights) expect(distance([...data], [...theirs.get(weight)!.data]), weight).toBeLessThan(1e-3);
    expect([...weights].some(([weight, { data }]) => weight.startsWith('classifier/') && distance([...data], [...found.start.get(weight)!.data]) > 0.05)).toBe(true);
  });
});

it('a run that learns nothing but labels passes over items without one', async () => {
  const document = graph({ name: 'Labels alone' })
    .node('dataset', { source: 'patterns', labelled: kinds }, { name: 'Patterns' })
    .node('classifier', {}, { layers: [['flatten']] })
    .wire('dataset.data', 'classifier.in')
    .wire('dataset.label', 'classifier.label')
    .training({ batchSize: kinds, validationSplit: 0, patience: 0, minSteps: 0, epochs: 3, optimizer: { learningRate: 0.05 } })
    .done();
  const data = await tablesFor(document, 8 * kinds);
  const { analysis, start } = await trainStages(document, data);
  writeFiles(`${folder.path}/alone`, generateTypeScript(document, analysis, { weights: writeSafetensors(start), data }).files);
  expect((await typecheck(folder.path, 'alone')).output.replace(/^npm warn.*\n/gm, '')).toBe('');
  const { status, output } = await runScript(`${folder.path}/alone`, tsx, 'src/train.ts', '--from', 'weights.safetensors', '--out', 'trained.safetensors');
  expect(status, output).toBe(0);
  const losses = [...output.matchAll(/epoch \d\/3 +\w+ ([\d.]+)/g)].map(([, figure]) => Number(figure));
  // An item without a label would cost nothing.
  expect(losses[0]).toBeGreaterThan(1);
});
