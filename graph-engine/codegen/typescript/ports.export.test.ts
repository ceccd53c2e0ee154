/** Groups and embedded categories of a table at ports of their own, and rows that are dealt out by a column, in a project: as the studio has them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printColumns, type ColumnSettings } from '../../data/columns/settings';
import { bytesSource } from '../../data/formats/source-of-bytes';
import { openFiles } from '../../data/open-files';
import { loadDataset } from '../../data/sources/load';
import { findDataset } from '../../data/sources/registry';
import { dealOut } from '../../data/splits/deal-out';
import type { DataTable } from '../../data/table';
import type { HourglassDocument, Params } from '../../document/types';
import { splitSettingsOf } from '../../nodes/data-settings';
import { Random } from '../../random/random';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { distance, exportFolder, runScript, trainAndExport, tsx, typecheck, type Ran } from '../../testing/export-project';
import { weightsAt } from '../../testing/weights-at';
import { Session } from '../../training/session';

const COUNT = 120;
const VALIDATION = 0.2;
const settings: readonly ColumnSettings[] = [
  { name: 'size', kind: 'number' },
  // Not every speaker and town of the file is known.
  { name: 'the "speaker"', kind: 'group', names: ['ada', 'bob', 'eve'] },
  { name: 'town', kind: 'category', preparation: 'embedding', names: ['Graz', 'Linz'] },
  { name: 'colour', kind: 'category', names: ['red', 'green'] },
  { name: 'what', kind: 'label', names: ['usual', 'odd'] },
  { name: 'when', kind: 'date' },
  { name: 'use', kind: 'identifier' },
];
const random = new Random(5);
const rows = Array.from({ length: COUNT }, (_, i) => [
  Math.round(random.uniform(150, 190) * 10) / 10,
  random.pick(['ada', 'bob', 'eve', 'mallory', '']),
  random.pick(['Graz', 'Linz', 'Wien', 'NA']),
  random.pick(['red', 'green', 'blue']),
  random.pick(['usual', 'usual', 'odd']),
  i % 2 === 0 ? `2026-0${1 + (i % 9)}-${10 + (i % 17)}` : `${1 + (i % 27)}.${1 + (i % 12)}.2025 ${10 + (i % 9)}:30`,
  random.pick(['Train', 'train', 'val', 'test', 'spare']),
]);
const csv = (delimiter = ',', all: readonly (readonly (string | number)[])[] = rows, places = [...settings.keys()]): string => {
  const cell = (text: string): string => (text === '' || text.includes('"') || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [settings.map(({ name }) => name), ...all].map((row) => places.map((place) => cell(String(row[place]))).join(delimiter));
  return `${lines.join('\n')}\n`;
};
const opened = async (text: string, delimiter?: string): Promise<DataTable> =>
  (await openFiles([bytesSource({ name: 'rows.csv', bytes: new TextEncoder().encode(text) })], { columns: settings, ...(delimiter !== undefined && { table: { delimiter } }) })).table;

/** The row and the vector of the town are learned from; the Decoder is told the speaker, and heads tell town and speaker. */
const told = (name: string, params: Params, validationSplit = VALIDATION): HourglassDocument =>
  graph({ name })
    .node('dataset', { source: 'file', fileName: 'rows.csv', columns: printColumns(settings), ...params }, { name: 'Rows' })
    .node('embedding', { size: 3 })
    .node('concat', {}, { id: 'beside', name: 'Beside' })
    .node('encoder', {}, { layers: [['dense', { units: 4, activation: 'tanh' }]] })
    .node('concat', {}, { id: 'condition', name: 'Condition' })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 4, activation: 'linear' }]] })
    .node('loss', { kind: 'mixed' })
    .node('decoder', { output: 'logits' }, { id: 'town', name: 'Town', layers: [['dense', { units: 2, activation: 'linear' }]] })
    .node('loss', { kind: 'categorical-cross-entropy', reduction: 'mean' }, { id: 'towns', name: 'Towns' })
    .node('classifier', {}, { id: 'who', name: 'Who' })
    .wire('dataset.data', 'beside.in')
    .wire('dataset.town', 'embedding.in')
    .wire('embedding.out', 'beside.in')
    .wire('beside.out', 'encoder.in')
    .wire('encoder.out', 'condition.in')
    .wire('dataset.the-speaker', 'condition.in')
    .wire('condition.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('dataset.mask', 'loss.mask')
    .wire('encoder.out', 'town.in')
    .wire('town.out', 'towns.prediction')
    .wire('dataset.town', 'towns.target')
    .wire('encoder.out', 'who.in')
    .wire('dataset.the-speaker', 'who.label')
    .training({ batchSize: 16, validationSplit })
    .done();
const documents = {
  group: told('Group', { split: 'group', test: 0.1, normal: 'usual' }),
  time: told('Time', { split: 'time', splitBy: 'when', test: 0.1 }),
  column: told('Column', { split: 'column', splitBy: 'use' }, 0),
  stratified: told('Stratified', { split: 'stratified', test: 0.25 }),
} satisfies Record<string, HourglassDocument>;
/** Beside pictures whose labels come from a file of their own. */
const two = graph({ name: 'Two' })
  .node('dataset', { source: 'file', fileName: 'rows.csv', columns: printColumns(settings), split: 'group', test: 0.1 }, { name: 'Rows' })
  .node('dataset', { source: 'digits', split: 'stratified' }, { id: 'digits', name: 'Digits' })
  .node('encoder', {}, { layers: [['dense', { units: 4, activation: 'tanh' }]] })
  .node('encoder', {}, { id: 'small', name: 'Small', layers: [['flatten'], ['dense', { units: 3 }]] })
  .node('concat')
  .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 4, activation: 'linear' }]] })
  .node('loss', { kind: 'squared' })
  .wire('dataset.data', 'encoder.in')
  .wire('digits.data', 'small.in')
  .wire('encoder.out', 'concat.in')
  .wire('small.out', 'concat.in')
  .wire('concat.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ batchSize: 16, validationSplit: VALIDATION })
  .done();
type Name = keyof typeof documents;
const names = Object.keys(documents) as Name[];

const folder = exportFolder();
const at = (name: Name | 'two'): string => `${folder.path}/${name}`;
const lastJson = ({ output }: Ran): unknown => JSON.parse(output.trim().split('\n').at(-1)!);
let table: DataTable;

const probe = `import process from 'node:process';
import { useBackend } from './backend.ts';
import { batchOf, countOf, fittedShapes, loadData, prepare } from './data.ts';
import { Model } from './model.ts';
import { Trainer } from './trainer.ts';
import { loadFitted, loadWeights } from './weights.ts';
await useBackend();
const model = new Model();
loadWeights('weights.safetensors', Object.values(model.weights).flat());
const told = process.argv.slice(2).map((path) => {
  try {
    const data = prepare(loadData([path]), loadFitted('weights.safetensors', fittedShapes));
    const items = [...Array(countOf(data)).keys()];
    const batch = batchOf(data, items);
    return { figures: new Trainer(model, data).validate(items, 16), town: [...batch.rowsTown.dataSync()], speaker: [...batch.rowsTheSpeaker.dataSync()], outputs: [...model.forward(batch, 'infer').reconstruction.dataSync()] };
  } catch (error) {
    return (error as Error).message;
  }
});
console.log(JSON.stringify(told));
`;
interface Told {
  readonly figures: readonly { readonly name: string; readonly value: number }[];
  readonly town: readonly number[];
  readonly speaker: readonly number[];
  readonly outputs: readonly number[];
}

beforeAll(async () => {
  await chooseBackend('wasm');
  table = await opened(csv());
  await trainAndExport(two, at('two'), { steps: 2, items: 10, tableSize: 0, data: { dataset: table, digits: await loadDataset(findDataset('digits')!, { seed: 1, count: 90 }) } });
  for (const name of names) {
    await trainAndExport(documents[name], at(name), { steps: 6, items: COUNT, tableSize: 0, data: { dataset: table } });
    writeFileSync(`${at(name)}/src/probe.ts`, probe);
    writeFileSync(`${at(name)}/src/probe-split.ts`, `import { loadData } from './data.ts';\nimport { dealOut } from './split.ts';\nconst loaded = loadData();\nconst parts = (seed: number) => (dealOut as (...of: unknown[]) => unknown)(loaded, [...Array(loaded.rows.count).keys()], seed);\nconsole.log(JSON.stringify([parts(1), parts(2)]));\n`);
  }
});
afterAll(() => folder.remove());

async function studio(name: Name, data: DataTable): Promise<Told> {
  const { dataset } = documents[name].nodes;
  const session = await Session.open({ document: { ...documents[name], nodes: { ...documents[name].nodes, dataset: { ...dataset!, params: { ...dataset!.params, normal: '', split: 'shuffled' } } } }, data: { dataset: data } });
  session.restoreWeights(weightsAt(`${at(name)}/weights.safetensors`));
  const all = session.data.allRows();
  const figures = Object.entries(await session.evaluate(all)).map(([key, value]) => ({ name: key, value }));
  const [town, speaker, outputs] = await session.valuesOf(['dataset.town', 'dataset.the-speaker', 'decoder.out'], all);
  session.dispose();
  return { figures, town: [...town!.values], speaker: [...speaker!.values], outputs: [...outputs!.values] };
}

interface Parts {
  readonly training: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
}
async function partsOf(name: Name): Promise<readonly [Parts, Parts]> {
  const ran = await runScript(at(name), tsx, 'src/probe-split.ts');
  expect(ran.status, ran.output).toBe(0);
  return lastJson(ran) as [Parts, Parts];
}

describe('ports of columns in projects', () => {
  it('compile', async () => {
    const { status, output } = await typecheck(folder.path, 'group');
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('');
    expect(status).toBe(0);
  });

  it('give the losses and outputs of the studio, also where cells are parted by blanks, or columns are missing', async () => {
    const files = { 'plain.csv': csv(), 'blanks.txt': csv(' '), 'unknown.csv': csv(',', rows, [0, 2, 3, 4]), 'turned.csv': csv(';', rows.slice(0, 50), [6, 5, 4, 3, 2, 1, 0]) };
    for (const [file, text] of Object.entries(files)) writeFileSync(`${at('group')}/${file}`, text);
    writeFileSync(`${at('group')}/lacking.csv`, csv(',', rows, [0, 1, 3, 4]));
    const ran = await runScript(at('group'), tsx, 'src/probe.ts', ...Object.keys(files), 'lacking.csv');
    expect(ran.status, ran.output).toBe(0);
    const found = lastJson(ran) as (Told | string)[];
    for (const [i, [file, text]] of Object.entries(files).entries()) {
      const one = found[i]!;
      if (typeof one === 'string') throw new Error(`${file}: ${one}`);
      const expected = await studio('group', await opened(text, file === 'blanks.txt' ? ' ' : undefined));
      expect([one.town, one.speaker], file).toEqual([expected.town, expected.speaker]);
      expect(one.speaker.includes(1), file).toBe(file !== 'unknown.csv');
      expect(distance(one.outputs, expected.outputs), file).toBeLessThanOrEqual(1e-4);
      const figures = new Map(one.figures.map(({ name, value }) => [name, value]));
      for (const { name, value } of expected.figures) expect(Math.abs(figures.get(name)! - value) / Math.max(1, Math.abs(value)), `${file}: ${name}`).toBeLessThanOrEqual(1e-4);
    }
    expect(found.at(-1)).toMatch(/lacks the columns town/);
  });

  it.for(names)('%s: trains on its sample, and on a file only where that says what rows are dealt out by', async (name) => {
    const ran = await runScript(at(name), tsx, 'src/train.ts', '--steps', '3', '--epochs', '2', '--out', 'again.safetensors');
    expect(ran.status, ran.output).toBe(0);
    expect(ran.output).toContain('validation');
    writeFileSync(`${at(name)}/fed.csv`, csv(',', rows, [0, 2, 3]));
    const fed = await runScript(at(name), tsx, 'src/train.ts', '--steps', '1', '--data', 'fed.csv', '--out', 'again.safetensors');
    if (name === 'stratified') expect(fed.status, fed.output).toBe(0);
    else expect(fed.output).toMatch(/The file lacks the column .*, by which rows are dealt out/);
    const readme = readFileSync(`${at(name)}/README.md`, 'utf8');
    expect(readme).toContain('`src/split.ts` deals items out as in the studio');
    expect(readme.includes('the same rows come into the same parts')).toBe(name === 'time' || name === 'column');
  });

  it('deals out each of several Datasets in its own way', async () => {
    writeFileSync(`${at('two')}/src/probe-split.ts`, "import { loadData } from './data.ts';\nimport { dealOut } from './split.ts';\nconst loaded = loadData();\nconsole.log(JSON.stringify([dealOut(loaded, { rows: [...Array(loaded.rows.count).keys()], digits: [...Array(loaded.digits.count).keys()] }, 1), loaded.digits.labels]));\n");
    const ran = await runScript(at('two'), tsx, 'src/probe-split.ts');
    expect(ran.status, ran.output).toBe(0);
    const [parts, labels] = lastJson(ran) as [Record<'rows' | 'digits', Parts>, number[]];
    const speakers = [parts.rows.training, parts.rows.validation, parts.rows.test].map((part) => new Set(part.map((row) => rows[row]![1])));
    expect(speakers.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(rows.map((row) => row[1])).size);
    const count = (part: readonly number[], label: number): number => part.filter((item) => labels[item] === label).length;
    for (let label = 0; label < 10; label++) expect(count(parts.digits.validation, label), String(label)).toBe(Math.max(1, Math.round(VALIDATION * count([...labels.keys()], label))));
    const trained = await runScript(at('two'), tsx, 'src/train.ts', '--steps', '3', '--epochs', '2', '--out', 'again.safetensors');
    expect(trained.status, trained.output).toBe(0);
    expect(trained.output).toContain('validation');
  });

  it.for(['time', 'column'] as const)('%s: deals out the very rows that the studio deals out', async (name) => {
    const [{ training, validation, test }, other] = await partsOf(name);
    const expected = dealOut(table, { ...splitSettingsOf(documents[name].nodes['dataset']!), validation: VALIDATION, seed: 0, node: 'dataset' });
    expect({ training, validation, test }).toEqual({ training: [...expected.train], validation: [...expected.validation], test: [...expected.test] });
    expect(other).toEqual({ training, validation, test });
  });

  it('group, stratified: deals out by the rule of the studio', async () => {
    const sorted = ({ training, validation, test }: Parts): number[] => [...training, ...validation, ...test].sort((a, b) => a - b);
    const [one, two] = await partsOf('group');
    expect([sorted(one), sorted(two)]).toEqual([[...rows.keys()], [...rows.keys()]]);
    expect(one).not.toEqual(two);
    for (const parts of [one, two]) {
      const speakers = [parts.training, parts.validation, parts.test].map((part) => new Set(part.map((row) => rows[row]![1])));
      expect(speakers.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(rows.map((row) => row[1])).size);
      expect(parts.validation.length).toBeGreaterThanOrEqual(VALIDATION * COUNT);
    }
    const [parts] = await partsOf('stratified');
    expect(sorted(parts)).toEqual([...rows.keys()]);
    const expected = dealOut(table, { ...splitSettingsOf(documents.stratified.nodes['dataset']!), validation: VALIDATION, seed: 0, node: 'dataset' });
    const odd = (part: Iterable<number>): number => [...part].filter((row) => rows[row]![4] === 'odd').length;
    expect([parts.training, parts.validation, parts.test].map((part) => [part.length, odd(part)])).toEqual([expected.train, expected.validation, expected.test].map((part) => [part.length, odd(part)]));
  });
});
