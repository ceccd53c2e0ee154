import { beforeAll, expect, it } from 'vitest';
import { printColumns, type ColumnSettings } from '../../data/columns/settings';
import { openFiles } from '../../data/open-files';
import type { HourglassDocument } from '../../document/types';
import { findRoles } from '../../inspect/roles';
import { Random } from '../../random/random';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { sourceOf } from '../../testing/whole-table';
import { columnShares } from '../column-shares';
import { evaluateModel } from '../evaluate';
import { Session } from '../session';
import { view } from './index';

beforeAll(async () => void (await chooseBackend('wasm')));

const columns: readonly ColumnSettings[] = [
  { name: 'size', kind: 'number' },
  { name: 'colour', kind: 'category', names: ['red', 'green', 'blue'], weight: 0.5 },
  { name: 'load', kind: 'number', missing: 'indicator', weight: 2 },
  { name: 'who', kind: 'group', names: ['a', 'b'] },
];
/** 1 + 4 + 2 numbers. */
const WIDTH = 7;
const random = new Random(3);
const rows = Array.from({ length: 150 }, () => [random.uniform(1, 9), random.pick(['red', 'green', 'blue', 'mauve', '']), random.chance(0.3) ? '' : random.uniform(-4, 4), random.pick(['a', 'b', 'c'])]);
const open = async (document: HourglassDocument): Promise<Session> => {
  const { table } = await openFiles([sourceOf(`${columns.map(({ name }) => name).join()}\n${rows.map((row) => row.join()).join('\n')}\n`, 'rows.csv')], { columns });
  return Session.open({ document, data: { dataset: table } });
};
const autoencoder = (kind: string, mask: boolean): HourglassDocument => {
  const built = graph({ name: 'Rows' })
    .node('dataset', { source: 'file', fileName: 'rows.csv', columns: printColumns(columns) })
    .node('encoder', {}, { layers: [['dense', { units: 3, activation: 'tanh' }]] })
    .node('bottleneck', { kind: 'vector', size: 2 })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: WIDTH, activation: 'linear' }]] })
    .node('loss', { kind }, { name: 'Error' })
    .wireAutoencoder()
    .training({ batchSize: 30, validationSplit: 0.2 });
  return (mask ? built.wire('dataset.mask', 'loss.mask') : built).done();
};

it.each([['mixed', true], ['mixed', false], ['squared', true], ['squared', false]] as const)('shares add up to the loss (%s, with a mask: %s)', async (kind, mask) => {
  const session = await open(autoencoder(kind, mask));
  for (let step = 0; step < 5; step++) session.stepBlind();
  const { terms, columns: told } = await evaluateModel(session);
  expect(told!.mixed).toBe(kind === 'mixed');
  expect(told!.columns.map((one) => [one.name, one.kind])).toEqual([['size', 'number'], ['colour', 'category'], ['load', 'number']]);
  const total = told!.columns.reduce((sum, { error }) => sum + error, 0);
  expect(total / terms['Error']!).toBeCloseTo(1, 4);
  for (const { error, share } of told!.columns) expect(share).toBeCloseTo(error / total, 10);
  session.dispose();
});
it('are those of the held-out rows while it is trained', async () => {
  const session = await open(autoencoder('mixed', true));
  const context = { session, roles: findRoles(session.document, session.analysis), data: session.data };
  const result = await view(context, { kind: 'column-shares', count: 2000 });
  expect(result).toEqual({ kind: 'column-shares', ...(await columnShares(context, session.data.validationRows())) });
  expect(result).toMatchObject({ rows: 30 });
  session.dispose();
});
it('need a table', async () => {
  const document = graph().node('dataset', { source: 'patterns' }).node('encoder', {}, { layers: [['flatten'], ['dense', { units: 9 }], ['reshape', { shape: [3, 3, 1] }]] }).node('loss').wire('dataset.data', 'encoder.in').wire('encoder.out', 'loss.prediction').wire('dataset.data', 'loss.target').done();
  const session = await Session.open({ document, data: { dataset: { name: 'p', shape: [3, 3, 1], range: 'unit', count: 10, values: new Float32Array(90), scale: 1, labels: null, labelNames: null, factors: null } } });
  const context = { session, roles: findRoles(document, session.analysis), data: session.data };
  expect(await view(context, { kind: 'column-shares', count: 5 })).toMatchObject({ kind: 'none', reason: expect.stringContaining('rows of a table') as string });
  session.dispose();
});
