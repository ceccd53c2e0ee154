/** What is told of unusual rows: of which rows figures are, what makes a score, and values in the units of the file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areas } from '../../inspect/anomaly/areas';
import { baselines } from '../../inspect/anomaly/baselines';
import { rank } from '../../inspect/anomaly/ranking';
import { findRoles } from '../../inspect/roles';
import { chooseBackend } from '../../runtime/backends/choose';
import type { HourglassDocument, Params } from '../../document/types';
import { graph } from '../../testing/build-document';
import { generatedData } from '../../testing/template-data';
import type { ViewRequest, ViewResult } from '../protocol';
import { Session } from '../session';
import { rowParts } from '../anomaly/types';
import { view } from './index';
import { mustBeInMemory } from '../../data/rows/in-memory';

const of = (params: Params, code: Params = { kind: 'gaussian', size: 3 }): HourglassDocument =>
  graph()
    .node('dataset', params)
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 12 }]] })
    .node('bottleneck', code)
    .node('decoder', { mirror: 'encoder', output: 'linear' })
    .node('loss')
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .training({ batchSize: 32, validationSplit: 0.1 })
    .done();

const cells = of({ source: 'cells', normal: 'benign', test: 0.5 });
const asked = { kind: 'anomalies', score: null, worst: 10, of: 'all', normal: '', intervals: true } as const;
type Answer<K extends ViewRequest['kind']> = Extract<ViewResult, { kind: K }>;

async function opened(document: HourglassDocument, count: number) {
  const session = await Session.open({ document, data: await generatedData(document, count) });
  const roles = findRoles(document, session.analysis);
  const ask = async <K extends ViewRequest['kind']>(request: Extract<ViewRequest, { kind: K }>, data = session.data): Promise<Answer<K>> => {
    const result = await view({ session, roles, data }, request);
    if (result.kind === 'none') throw new Error(result.reason);
    return result as Answer<K>;
  };
  return { session, ask, node: roles.data!.node };
}

describe('of a table with rows that are not normal', () => {
  let open: Awaited<ReturnType<typeof opened>>;
  let found: Answer<'anomalies'>;
  beforeAll(async () => {
    await chooseBackend('wasm');
    open = await opened(cells, 240);
    for (let step = 0; step < 30; step++) await open.session.stepAndRead();
    found = await open.ask<'anomalies'>(asked);
  });
  afterAll(() => open.session.dispose());

  it('figures are of the test rows alone, which hold all that are not normal', () => {
    const { judged, judgedAre, parts, isNormal, labels } = found;
    expect(judgedAre).toBe('test');
    expect([...judged].every((row) => rowParts[parts[row]!] === 'test')).toBe(true);
    expect([...labels!].map((label) => (label === 0 ? 1 : 0))).toEqual([...isNormal!]);
    const odd = [...isNormal!.keys()].filter((row) => isNormal![row] === 0);
    expect(odd.length).toBeGreaterThan(40);
    expect(odd.every((row) => judged.includes(row))).toBe(true);
    const { auc } = areas(rank(Float64Array.from(judged, (row) => found.scores[row]!), Uint8Array.from(judged, (row) => 1 - isNormal![row]!)))!;
    expect(found.areas!.auc).toBe(auc);
    expect(found.areas!.intervals!.auc.low).toBeLessThan(auc);
  });
  it('the usual score of a distribution is its bound, and others that fit can be chosen', async () => {
    expect(found.score).toBe('evidence');
    expect(found.names.at(-1)).toBe('(code)');
    expect(found.choices.map(({ id }) => id)).toEqual(['error', 'weighted-error', 'evidence', 'code-distance']);
    const error = await open.ask<'anomalies'>({ ...asked, score: 'error', intervals: false });
    expect(error.names).toHaveLength(30);
    expect(error.areas!.intervals).toBeNull();
  });
  it('the worst rows come first, with shares that add up to their scores, and values in the units of the file', () => {
    const { worst, scores, names } = found;
    const table = open.session.data.feeds.get(open.node)!.table;
    expect([...worst.items].map((item) => scores[item]!)).toEqual([...found.judged].map((row) => scores[row]!).sort((a, b) => b - a).slice(0, 10));
    worst.items.forEach((item, at) => {
      expect(worst.shares.subarray(at * names.length, (at + 1) * names.length).reduce((sum, share) => sum + share, 0)).toBeCloseTo(scores[item]!, 6);
      expect([...worst.table!.values.subarray(at * 30, (at + 1) * 30)]).toEqual([...mustBeInMemory(table).values.subarray(item * 30, (item + 1) * 30)]);
    });
    expect(worst.table!.columns[0]).toEqual({ name: 'mean radius', names: null, isDate: false });
    // Reconstructions lie where values do: an area is in the hundreds, a smoothness below 1.
    const means = (values: Float64Array, column: number) => Array.from({ length: 10 }, (_, at) => values[at * 30 + column]!).reduce((sum, value) => sum + value / 10, 0);
    for (const column of [0, 3, 4]) expect(means(worst.table!.reconstructions, column) / means(worst.table!.values, column)).toBeGreaterThan(0.3);
  });
  it('the normal rows that would be alarms first can be told, and the anomalous ones that would be missed', async () => {
    const scoresOf = ({ worst, scores }: Answer<'anomalies'>): number[] => [...worst.items].map((item) => scores[item]!);
    const alarms = await open.ask<'anomalies'>({ ...asked, of: 'normal' });
    expect([...alarms.worst.items].every((item) => alarms.isNormal![item] === 1)).toBe(true);
    expect(scoresOf(alarms)).toEqual(scoresOf(alarms).sort((a, b) => b - a));
    const missed = await open.ask<'anomalies'>({ ...asked, of: 'missed' });
    expect([...missed.worst.items].every((item) => missed.isNormal![item] === 0)).toBe(true);
    expect(scoresOf(missed)).toEqual(scoresOf(missed).sort((a, b) => a - b));
  });
  it('says what the columns miss on average, in each class', () => {
    expect(found.means.normal).toHaveLength(found.names.length);
    const normal = [...found.judged].filter((row) => found.isNormal![row] === 1);
    expect(found.means.normal.reduce((sum, mean) => sum + mean, 0)).toBeCloseTo(normal.reduce((sum, row) => sum + found.scores[row]! / normal.length, 0), 4);
    expect(found.map!.points).toHaveLength(480);
  });
  it('any row can be asked for, with the same shares', async () => {
    const item = found.worst.items[4]!;
    const { rows } = await open.ask<'anomaly-rows'>({ kind: 'anomaly-rows', score: found.score, items: [item, 100_000] });
    expect([...rows.items]).toEqual([item]);
    expect([...rows.shares].map((share) => share.toFixed(4))).toEqual([...found.worst.shares.subarray(4 * found.names.length, 5 * found.names.length)].map((share) => share.toFixed(4)));
    expect(rows.table!.values).toHaveLength(30);
  });
  it('baselines are judged on the same rows, and are the same when they are asked again', async () => {
    for (const { id, title } of baselines) {
      const first = await open.ask<'anomaly-baseline'>({ kind: 'anomaly-baseline', baseline: id, normal: '', gently: false });
      expect(first.title).toBe(title);
      expect(first.areas!.auc).toBeGreaterThan(0.6);
      expect(first.areas!.intervals).not.toBeNull();
      expect(await open.ask<'anomaly-baseline'>({ kind: 'anomaly-baseline', baseline: id, normal: '', gently: false })).toEqual(first);
    }
  });
  it('of other data that are looked at, all rows count, with classes where they have such labels', async () => {
    const { table } = open.session.data.feeds.get(open.node)!;
    const other = open.session.data.beside({ [open.node]: { ...table, count: 20, values: mustBeInMemory(table).values.slice(0, 600), labels: table.labels!.slice(0, 20) } });
    const looked = await open.ask<'anomalies'>(asked, other);
    expect([looked.judgedAre, looked.judged.length, looked.scores.length]).toEqual(['new', 20, 20]);
    expect([...looked.scores]).toEqual([...found.scores.subarray(0, 20)].map((score) => expect.closeTo(score, 4) as number));
    const bare = open.session.data.beside({ [open.node]: { ...table, labels: null, labelNames: null } });
    const unknown = await open.ask<'anomalies'>(asked, bare);
    expect([unknown.isNormal, unknown.areas, unknown.means.anomalous]).toEqual([null, null, null]);
    expect((await open.ask<'anomaly-baseline'>({ kind: 'anomaly-baseline', baseline: 'pca', normal: '', gently: false }, bare)).areas).toBeNull();
  });
});

describe('where nobody said what is normal', () => {
  beforeAll(async () => void (await chooseBackend('wasm')));
  it('nothing is known of classes until it is said, and held-out rows are judged', async () => {
    const { session, ask } = await opened(of({ source: 'cells' }), 120);
    const unknown = await ask<'anomalies'>(asked);
    expect([unknown.isNormal, unknown.saysNormal, unknown.judgedAre, unknown.areas]).toEqual([null, false, 'held-out', null]);
    expect(unknown.judged).toHaveLength(12);
    const said = await ask<'anomalies'>({ ...asked, normal: 'benign' });
    expect(said.isNormal).not.toBeNull();
    expect(said.areas).not.toBeNull();
    session.dispose();
  });
  it('pictures come with their reconstructions, and have one error', async () => {
    const { session, ask } = await opened(of({ source: 'odd-faces', normal: 'face' }, { kind: 'vector', size: 2 }), 60);
    const found = await ask<'anomalies'>({ ...asked, worst: 4 });
    expect([found.score, found.names]).toEqual(['error', ['error']]);
    // Without a test share the odd ones are the test, and the normal ones are those that were held out.
    expect(found.judgedAre).toBe('held-out');
    expect(found.worst.table).toBeNull();
    expect([found.worst.pictures!.input.count, found.worst.pictures!.output.shape]).toEqual([4, [32, 32, 1]]);
    session.dispose();
  });
});
