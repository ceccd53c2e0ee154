/** Labels of items that come from IDX files, in a project: as a part of the batch where a wire takes them, and to tell what is trained on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../../data/table';
import type { HourglassDocument } from '../../document/types';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { distance, exportFolder, runScript, tablesFor, trainAndExport, tsx, typecheck, type Ran } from '../../testing/export-project';
import { weightsAt } from '../../testing/weights-at';
import { Session } from '../../training/session';
import { labelsSample, sampleFile } from '../program/samples/idx';

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
