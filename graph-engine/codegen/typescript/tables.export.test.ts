/** A project of a document whose Dataset is a table: it reads CSV files as the studio reads them, and gives the same losses and outputs on raw rows. */
import { mustBeInMemory } from '../../data/rows/in-memory';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { printColumns, type ColumnSettings } from '../../data/columns/settings';
import { bytesSource } from '../../data/formats/source-of-bytes';
import { openFiles } from '../../data/open-files';
import type { DataTable } from '../../data/table';
import type { HourglassDocument, Params } from '../../document/types';
import { Random } from '../../random/random';
import { chooseBackend } from '../../runtime/backends/choose';
import type { Weights } from '../../runtime/device';
import { graph, type GraphBuilder } from '../../testing/build-document';
import { distance, exportFolder, runScript, trainAndExport, tsx, typecheck, type Ran } from '../../testing/export-project';
import { weightsAt } from '../../testing/weights-at';
import { Session } from '../../training/session';

const COUNT = 120;
const ITEMS = 40;
const settings: readonly ColumnSettings[] = [
  { name: 'id', kind: 'identifier' },
  { name: 'Größe, "cm"', kind: 'number' },
  { name: 'amount', kind: 'number', preparation: 'log', missing: 'indicator', weight: 2 },
  { name: 'colour', kind: 'category', names: ['red', 'green', 'dark blue'], weight: 0.5 },
  { name: 'what', kind: 'label', names: ['usual', 'odd'] },
  { name: 'load', kind: 'number', preparation: 'robust', missing: 'median' },
  { name: 'rate', kind: 'number', preparation: 'min-max' },
  { name: 'yes', kind: 'number', preparation: 'as-is', weight: 3 },
  { name: 'remark', kind: 'ignored' },
];
/** 1 + 2 + 4 + 1 + 1 + 1 numbers. */
const WIDTH = 10;
type Row = readonly (string | number)[];
const rows = (seed: number, count = COUNT): Row[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, i) => [
    `n${i}`,
    Math.round(random.uniform(150, 190) * 10) / 10,
    random.chance(0.2) ? '' : Math.round(Math.exp(random.uniform(0, 9))),
    random.pick(['red', 'green', 'dark blue', 'dark blue', 'mauve', '']),
    random.pick(['usual', 'usual', 'usual', 'odd']),
    random.chance(0.1) ? random.pick(['NA', '?', ' ']) : Math.round(random.uniform(-50, 50) * 1000) / 1000,
    random.integer(7),
    random.integer(2),
    random.pick(['', 'said "so", twice', 'two\nlines']),
  ]);
};
interface Dialect {
  readonly delimiter?: string;
  readonly header?: boolean;
  readonly comma?: boolean;
  /** Columns by name, in another order. */
  readonly order?: readonly string[];
  readonly end?: string;
}
/** What is between two cells is in quotes where a cell has it. */
function csv(all: readonly Row[], { delimiter = ',', header = true, comma = false, order, end = '\n' }: Dialect = {}): string {
  const quoted = (cell: string | number): string => {
    const text = typeof cell === 'number' && comma ? String(cell).replace('.', ',') : String(cell);
    return new RegExp(`["\n${delimiter}]`).test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const places = order ? order.map((name) => settings.findIndex((column) => column.name === name)) : [...settings.keys()];
  const lines = [...(header ? [places.map((place) => quoted(settings[place]!.name))] : []), ...all.map((row) => places.map((place) => quoted(row[place]!)))];
  return lines.map((line) => line.join(delimiter) + end).join('');
}

const opened = async (text: string): Promise<DataTable> => (await openFiles([bytesSource({ name: 'rows.csv', bytes: new TextEncoder().encode(text) })], { columns: settings })).table;

const autoencoder = (name: string, loss: Params): GraphBuilder =>
  graph({ name })
    .node('dataset', { source: 'file', fileName: 'rows.csv', columns: printColumns(settings), normal: 'usual', test: 0.25 }, { name: 'Rows' })
    .node('encoder', {}, { layers: [['dense', { units: 8, activation: 'tanh' }]] })
    .node('bottleneck', { kind: 'vector', size: 3 })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: WIDTH, activation: 'linear' }]] })
    .node('loss', loss)
    .wireAutoencoder()
    .training({ batchSize: 16, validationSplit: 0.2 });

const documents = {
  squared: autoencoder('Squared', { kind: 'squared' }).done(),
  mixed: autoencoder('Mixed', { kind: 'mixed' }).wire('dataset.mask', 'loss.mask').done(),
  // A node with the name that the mask would have.
  labelled: autoencoder('Labelled', { kind: 'squared', reduction: 'mean' })
    .wire('dataset.mask', 'loss.mask')
    .node('decoder', { output: 'logits' }, { id: 'teller', name: 'Rows mask', layers: [['dense', { units: 2, activation: 'linear' }]] })
    .node('loss', { kind: 'categorical-cross-entropy' }, { id: 'told', name: 'Told' })
    .wire('bottleneck.code', 'teller.in')
    .wire('teller.out', 'told.prediction')
    .wire('dataset.label', 'told.target')
    .done(),
  /** The label goes into the network, so that no method encodes the data alone. */
  conditioned: graph({ name: 'Conditioned' })
    .node('dataset', { source: 'file', fileName: 'rows.csv', columns: printColumns(settings) }, { name: 'rows' })
    .node('concat')
    .node('encoder', {}, { layers: [['dense', { units: 4, activation: 'tanh' }]] })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: WIDTH, activation: 'linear' }]] })
    .node('loss', { kind: 'mixed' })
    .wire('dataset.data', 'concat.in')
    .wire('dataset.label', 'concat.in')
    .wire('concat.out', 'encoder.in')
    .wire('encoder.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .training({ batchSize: 16, validationSplit: 0.2 })
    .done(),
} satisfies Record<string, HourglassDocument>;
type Name = keyof typeof documents;
const names = Object.keys(documents) as Name[];
const shared = '../shared/data/wdbc/data.csv';

/** Losses over all rows of a file, and the first outputs, by the sources of the project. */
const probe = `import process from 'node:process';
import { useBackend } from './backend.ts';
import { batchOf, countOf, fittedShapes, loadData, prepare } from './data.ts';
import { Model } from './model.ts';
import { Trainer } from './trainer.ts';
import { loadFitted, loadWeights } from './weights.ts';
await useBackend();
const model = new Model();
loadWeights('weights.safetensors', Object.values(model.weights).flat());
const fitted = loadFitted('weights.safetensors', fittedShapes);
const told = process.argv.slice(2).map((path) => {
  try {
    const data = prepare(loadData([path]), fitted);
    const items = [...Array(countOf(data)).keys()];
    const figures = new Trainer(model, data).validate(items, 32);
    const values = model.forward(batchOf(data, items.slice(0, ${ITEMS})), 'infer');
    return { figures, data: [...values.rows.dataSync()], outputs: [...values.reconstruction.dataSync()] };
  } catch (error) {
    return (error as Error).message;
  }
});
console.log(JSON.stringify(told));
`;
interface Told {
  readonly figures: readonly { readonly name: string; readonly value: number }[];
  readonly data: readonly number[];
  readonly outputs: readonly number[];
}

const folder = exportFolder();
const at = (name: string): string => `${folder.path}/${name}`;
const lastJson = ({ output }: Ran): unknown => JSON.parse(output.trim().split('\n').at(-1)!);

beforeAll(async () => {
  await chooseBackend('wasm');
  const data = { dataset: await opened(csv(rows(1))) };
  for (const name of names) {
    await trainAndExport(documents[name], at(name), { steps: 12, items: ITEMS, tableSize: 0, data });
    writeFileSync(`${at(name)}/src/probe.ts`, probe);
  }
});
afterAll(() => folder.remove());

function weightsOf(name: Name): ReadonlyMap<string, Weights> {
  return weightsAt(`${at(name)}/weights.safetensors`);
}

/** What the studio gives for a table with the weights of a project. */
async function studio(name: Name, table: DataTable): Promise<Told> {
  // Which items are trained on says nothing here, and rows without labels are refused where it is said.
  const document = documents[name];
  const { dataset } = document.nodes;
  const session = await Session.open({ document: { ...document, nodes: { ...document.nodes, dataset: { ...dataset!, params: { ...dataset!.params, normal: '' } } } }, data: { dataset: table } });
  session.restoreWeights(weightsOf(name));
  const all = session.data.allRows();
  const some = new Map([...all].map(([id, indices]) => [id, indices.subarray(0, ITEMS)]));
  const figures = Object.entries(await session.evaluate(all)).map(([key, value]) => ({ name: key, value }));
  const [given, outputs] = await session.valuesOf(['dataset.data', 'decoder.out'], some);
  session.dispose();
  return { figures, data: [...given!.values], outputs: [...outputs!.values] };
}

const fed = settings.filter(({ kind }) => ['number', 'category'].includes(kind)).map(({ name }) => name);
const files: Readonly<Record<string, string>> = {
  'plain.csv': csv(rows(1)),
  'other.csv': csv(rows(2, 70)),
  'semicolons.csv': csv(rows(3), { delimiter: ';', comma: true, end: '\r\n' }),
  'tabs.tsv': csv(rows(4), { delimiter: '\t' }),
  'bare.csv': csv(rows(5), { header: false }),
  'bare-semicolons.csv': csv(rows(6), { header: false, delimiter: ';', comma: true }),
  'fed.csv': csv(rows(7), { order: fed }),
  'turned.csv': csv(rows(8), { order: [...fed, 'what'].reverse() }),
  'capitals.csv': csv(rows(9)).replace('amount,colour', 'AMOUNT, Colour'),
  'odd.csv': csv(rows(10)).replace(/^(n3,[^,]*),[^,]*/m, '$1,much'),
};

describe('projects on tables', () => {
  it('compile', async () => {
    const { status, output } = await typecheck(folder.path, names[0]!);
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('');
    expect(status).toBe(0);
  });

  it.for(names)('%s: gives the losses and outputs of the studio on raw rows', async (name) => {
    for (const [file, text] of Object.entries(files)) writeFileSync(`${at(name)}/${file}`, text);
    const ran = await runScript(at(name), tsx, 'src/probe.ts', ...Object.keys(files));
    expect(ran.status, ran.output).toBe(0);
    const told = lastJson(ran) as (Told | string)[];
    for (const [i, [file, text]] of Object.entries(files).entries()) {
      const found = told[i]!;
      if (typeof found === 'string') throw new Error(`${file}: ${found}`);
      const expected = await studio(name, await opened(text));
      expect(distance(found.data, expected.data), file).toBeLessThanOrEqual(1e-5);
      expect(distance(found.outputs, expected.outputs), file).toBeLessThanOrEqual(1e-4);
      const figures = new Map(found.figures.map((figure) => [figure.name, figure.value]));
      expect(expected.figures.length, file).toBeGreaterThan(0);
      for (const { name: key, value } of expected.figures) expect(Math.abs(figures.get(key)! - value) / Math.max(1, Math.abs(value)), `${file}: ${key}`).toBeLessThanOrEqual(1e-4);
    }
    expect(ran.output).toContain('odd.csv: 1 cells of amount are no numbers, and count as missing (row 4: much)');
  });

  it('reads the very numbers that the studio reads', async () => {
    const moved = (by: (size: number) => number): string => csv(rows(11).map((row) => row.map((cell, i) => (i === 1 ? by(Number(cell)) : cell))));
    const each: Readonly<Record<string, string>> = {
      'near.csv': moved((size) => 1e4 + size / 7),
      'far.csv': moved((size) => 1e9 + size / 7e3),
      'times.csv': moved((size) => 1_700_000_000 + Math.round(size)),
      'decorated.csv': csv(rows(12)).replace(/^(n[0-5],)([\d.]+)/gm, "$1 1'000.5 ").replace(/^(n[6-9],)([\d.]+)/gm, '$1"1 5%"'),
    };
    for (const [file, text] of Object.entries(each)) writeFileSync(`${at('squared')}/${file}`, text);
    writeFileSync(`${at('squared')}/src/probe-read.ts`, "import { columns } from './columns.ts';\nimport { readTable } from './table.ts';\nconsole.log(JSON.stringify(process.argv.slice(2).map((path) => [...readTable(path, columns.rows).values])));\n");
    const ran = await runScript(at('squared'), tsx, 'src/probe-read.ts', ...Object.keys(each));
    const found = lastJson(ran) as (number | null)[][];
    for (const [i, [file, text]] of Object.entries(each).entries()) {
      const { values } = mustBeInMemory(await opened(text));
      expect(values instanceof Float64Array, file).toBe(file === 'far.csv' || file === 'times.csv');
      expect(found[i], file).toEqual(Array.from(values, (value) => (Number.isNaN(value) ? null : value)));
    }
  });

  it.for(names)('%s: trains on its sample, as what is normal says', async (name) => {
    const ran = await runScript(at(name), tsx, 'src/train.ts', '--steps', '4', '--epochs', '2', '--out', 'again.safetensors');
    expect(ran.status, ran.output).toBe(0);
    expect(ran.output).toContain('4 steps');
    const unlabelled = await runScript(at(name), tsx, 'src/train.ts', '--steps', '1', '--data', 'fed.csv', '--out', 'again.safetensors');
    expect(unlabelled.status, unlabelled.output).toBe(0);
    expect(unlabelled.output.includes('There are no labels')).toBe(name !== 'conditioned');
  });

  it('fits to the training rows what the studio fits to the same rows', async () => {
    const table = await opened(files['plain.csv']!);
    const session = await Session.open({ document: documents.squared, data: { dataset: table } });
    const feed = session.data.feeds.get('dataset')!;
    const text = `import { fitData, loadData } from './data.ts';\nconst fitted = fitData(loadData(['plain.csv']), ${JSON.stringify([...feed.train])});\nconsole.log(JSON.stringify(Object.entries(fitted).map(([name, { values }]) => [name, [...values]])));\n`;
    writeFileSync(`${at('squared')}/src/probe-fit.ts`, text);
    writeFileSync(`${at('squared')}/plain.csv`, files['plain.csv']!);
    const ran = await runScript(at('squared'), tsx, 'src/probe-fit.ts');
    expect(ran.status, ran.output).toBe(0);
    const found = new Map(lastJson(ran) as [string, number[]][]);
    expect([...found.keys()].sort()).toEqual(feed.named.map(([name]) => name).sort());
    for (const [name, { data }] of feed.named) expect(distance(found.get(name)!, [...data]), name).toBeLessThanOrEqual(1e-4);
    session.dispose();
  });

  it('writes reconstructions in the units of the file, and what each row is', async () => {
    writeFileSync(`${at('mixed')}/plain.csv`, files['plain.csv']!);
    const ran = await runScript(at('mixed'), tsx, 'src/infer.ts', '--data', 'plain.csv', '--items', String(ITEMS), '--json');
    expect(ran.status, ran.output).toBe(0);
    const { outputs, columns, rows: written, labels } = JSON.parse(readFileSync(`${at('mixed')}/outputs.json`, 'utf8')) as { outputs: number[][]; columns: string[]; rows: (number | string | null)[][]; labels: string[] };
    expect(columns).toEqual(fed);
    expect(labels).toEqual(rows(1).slice(0, ITEMS).map((row) => row[4]));
    const session = await Session.open({ document: documents.mixed, data: { dataset: await opened(files['plain.csv']!) } });
    session.restoreWeights(weightsOf('mixed'));
    const feed = session.data.feeds.get('dataset')!;
    const undone = feed.preparation.undo(feed.fitted, Float32Array.from(outputs.flat()), ITEMS);
    session.dispose();
    const categories = settings.find(({ kind }) => kind === 'category')!.names!;
    const expected = Array.from({ length: ITEMS }, (_, row) => fed.map((name, place) => (name === 'colour' ? (categories[undone[row * fed.length + place]!] ?? null) : undone[row * fed.length + place]!)));
    for (const [row, cells] of expected.entries()) {
      for (const [place, cell] of cells.entries()) {
        if (typeof cell === 'number') expect(Math.abs((written[row]![place] as number) - cell) / Math.max(1, Math.abs(cell))).toBeLessThanOrEqual(1e-4);
        else expect(written[row]![place]).toBe(cell);
      }
    }
  });

  it('says in one line what is wrong with a file', async () => {
    const bad: Readonly<Record<string, readonly [text: string, said: RegExp]>> = {
      'lacking.csv': [csv(rows(1), { order: fed.filter((name) => name !== 'load') }), /^lacking\.csv lacks the columns load; it has Größe/],
      'narrow.csv': ['1,2,3\n4,5,6\n', /^narrow\.csv has 3 columns, and the model takes 9 columns: id, Größe/],
      'ragged.csv': [`${csv(rows(1, 4))}1,2\n`, /^ragged\.csv, row 5: expected 9 cells, and found 2$/],
      'quote.csv': [`${csv(rows(1, 4))}n5,"180,1,red,usual,1,1,1,\n`, /^quote\.csv: a quote does not end with its cell: "180,1,red/],
      'empty.csv': ['\n\n', /^empty\.csv holds no rows$/],
      'header.csv': [csv([]), /^header\.csv holds no rows below its header$/],
    };
    for (const [file, [text]] of Object.entries(bad)) writeFileSync(`${at('squared')}/${file}`, text);
    const ran = await runScript(at('squared'), tsx, 'src/probe.ts', ...Object.keys(bad), 'none.csv');
    const told = lastJson(ran) as string[];
    for (const [i, [, said]] of Object.values(bad).entries()) expect(told[i]).toMatch(said);
    const missing = await runScript(at('squared'), tsx, 'src/infer.ts', '--data', 'none.csv');
    expect(missing.output.trim()).toBe('none.csv: nothing there');
    writeFileSync(`${at('squared')}/abnormal.csv`, csv(rows(1).map((row) => row.map((cell) => (cell === 'usual' ? 'strange' : cell)))));
    const abnormal = await runScript(at('squared'), tsx, 'src/train.ts', '--data', 'abnormal.csv');
    expect(abnormal.status).toBe(1);
    expect(abnormal.output).toContain('No item has the label usual, which is trained on; there are');
  });

  it.skipIf(!existsSync(shared))('evaluates the Wisconsin set as the studio does', async () => {
    const document = templates['anomaly-cells'].create();
    const { table, columns } = await openFiles([bytesSource({ name: 'data.csv', bytes: readFileSync(shared) })]);
    const node = Object.values(document.nodes).find(({ kind }) => kind === 'dataset')!;
    const own = { ...document, nodes: { ...document.nodes, [node.id]: { ...node, params: { ...node.params, source: 'file', fileName: 'data.csv', columns: printColumns(columns), normal: 'B' } } } };
    const expected = await trainAndExport(own, at('wisconsin'), { steps: 20, items: table.count, tableSize: 0, data: { [node.id]: table } });
    const ran = await runScript(at('wisconsin'), tsx, 'src/infer.ts', '--data', `${process.cwd()}/${shared}`, '--items', String(table.count));
    expect(ran.status, ran.output).toBe(0);
    const { outputs, codes } = JSON.parse(readFileSync(`${at('wisconsin')}/outputs.json`, 'utf8')) as { outputs: number[][]; codes: number[][] };
    expect(distance(outputs.flat(), expected!.outputs)).toBeLessThanOrEqual(1e-4);
    expect(distance(codes.flat(), expected!.codes!)).toBeLessThanOrEqual(1e-4);
  });
});
