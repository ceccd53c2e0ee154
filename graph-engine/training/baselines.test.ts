import { beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../data/table';
import type { HourglassDocument, Params } from '../document/types';
import { baselineSentence, beatsBaselines } from '../inspect/baselines/sentence';
import type { Baselines } from '../inspect/baselines/types';
import { Random } from '../random/random';
import { chooseBackend } from '../runtime/backends/choose';
import { graph } from '../testing/build-document';
import { measureBaselines, modelFigure, rebuiltByBaseline } from './baselines';
import { Session } from './session';

const SIDE = 4;
const SIZE = SIDE * SIDE;
/** Pictures of 4 × 4 that lie in a plane: two directions, with what `spread` adds beside it. */
function plane(count: number, spread: number, seed: number): DataTable {
  const random = new Random(seed);
  const values = new Float32Array(count * SIZE);
  for (let item = 0; item < count; item++) {
    const [row, column] = [random.uniform(), random.uniform()];
    for (let i = 0; i < SIZE; i++) values[item * SIZE + i] = 0.1 + (i < 8 ? 0.5 * row : 0) + (i % 2 === 0 ? 0.3 * column : 0) + spread * random.uniform();
  }
  return { name: 'plane', shape: [SIDE, SIDE, 1], range: 'unit', count, values, scale: 1, labels: null, labelNames: null, factors: null };
}
interface Parts {
  readonly code?: Params;
  readonly output?: 'logits' | 'sigmoid' | 'linear';
  readonly loss?: Params;
  readonly noise?: boolean;
}
function document({ code = { kind: 'vector', size: 2 }, output = 'linear', loss = { kind: 'squared' }, noise = false }: Parts): HourglassDocument {
  const g = graph()
    .node('dataset', { source: 'file', fileName: 'plane', shape: [SIDE, SIDE, 1] })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8 }]] })
    .node('bottleneck', code, { id: 'code' })
    .node('decoder', { output }, { layers: [['flatten'], ['dense', { units: SIZE, activation: 'linear' }], ['reshape', { shape: [SIDE, SIDE, 1] }]] })
    .node('loss', loss)
    .wire('encoder.out', 'code.in')
    .wire('code.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target');
  if (noise) g.node('noise', { kind: 'masking', share: 0.5 }).wire('dataset.data', 'noise.in').wire('noise.out', 'encoder.in');
  else g.wire('dataset.data', 'encoder.in');
  return g.training({ batchSize: 32, epochs: 1, validationSplit: 0.25 }).done();
}
async function opened(parts: Parts, table: DataTable): Promise<Session> {
  return Session.open({ document: document(parts), data: { dataset: table } });
}
async function measured(parts: Parts, table = plane(200, 0, 1)): Promise<Baselines> {
  const session = await opened(parts, table);
  const found = await measureBaselines(session, false);
  session.dispose();
  return found!;
}
const values = ({ figures }: Baselines): Record<string, number> => Object.fromEntries(figures.map(({ id, value }) => [id, value]));

describe('baselines of a reconstruction', () => {
  beforeAll(async () => void (await chooseBackend('wasm')));

  it('finds that two components tell all of what lies in a plane, and half of it is left without a code', async () => {
    const found = await measured({});
    expect(found).toMatchObject({ term: 'Loss', unit: 'squared error per image', per: 'per image', code: '2 numbers', judged: 50, heldOut: true, fitted: 150, training: 150 });
    expect(found.figures.map(({ title }) => title)).toEqual(['PCA, 2 numbers', 'mean item, no code']);
    expect(values(found)['pca']).toBeLessThan(1e-8);
    // Σ of the variances, ½² / 12 of eight numbers and .3² / 12 of eight.
    expect(values(found)['mean']).toBeGreaterThan(0.5 * (8 * (0.25 + 0.09)) / 12);
    expect(values(found)['mean']).toBeLessThan(1.5 * (8 * (0.25 + 0.09)) / 12);
  });

  it.each([
    ['squared', 'sum', (x: number, y: number) => (x - y) ** 2, SIZE],
    ['squared', 'mean', (x: number, y: number) => (x - y) ** 2, 1],
    ['absolute', 'sum', (x: number, y: number) => Math.abs(x - y), SIZE],
  ] as const)('counts in the unit of the Loss: %s, %s', async (kind, reduction, error, factor) => {
    const table = plane(200, 0.2, 2);
    const session = await opened({ loss: { kind, reduction } }, table);
    const found = values((await measureBaselines(session, false))!);
    const [train, held] = [session.data.trainingRows(), session.data.validationRows()].map((rows) => session.data.numbersOf(rows, 0, rows.get('dataset')!.length)['dataset']!) as [Float32Array, Float32Array];
    const item = Float64Array.from({ length: SIZE }, (_, j) => train.reduce((sum, value, at) => sum + (at % SIZE === j ? (value * SIZE) / train.length : 0), 0));
    const sum = held.reduce((total, value, at) => total + error(value, item[at % SIZE]!) / held.length, 0);
    expect(found['mean']).toBeCloseTo(factor * sum, 5);
    expect(found['pca']).toBeLessThan(found['mean']!);
    expect(await modelFigure(session)).toBeCloseTo((await session.evaluate())['Loss']!, 5);
    session.dispose();
  });

  it('clips to probabilities where the Loss takes them, alike of logits and of a sigmoid', async () => {
    const table = plane(200, 0.1, 3);
    const loss = { kind: 'binary-cross-entropy' };
    const [logits, sigmoid] = [await measured({ output: 'logits', loss }, table), await measured({ output: 'sigmoid', loss }, table)];
    expect(logits.figures.every(({ epsilon }) => epsilon! > 0 && epsilon! <= 0.1)).toBe(true);
    for (const [id, value] of Object.entries(values(logits))) expect(values(sigmoid)[id]).toBeCloseTo(value, 3);
    // What is given is at least the entropy of the items themselves.
    expect(values(logits)['pca']).toBeGreaterThan(0.3 * SIZE);
    expect(values(logits)['pca']).toBeLessThan(values(logits)['mean']!);
    expect((await measured({}, table)).figures[0]!.epsilon).toBeNull();
  });

  it('stands k-means beside entries and classes, signs beside bits, and the noisy input beside a network behind Noise', async () => {
    const titles = async (parts: Parts): Promise<readonly string[]> => (await measured(parts, plane(200, 0.1, 4))).figures.map(({ title }) => title);
    expect(await titles({ code: { kind: 'categorical', classes: 4 } })).toEqual(['k-means, 4 entries, whole items', 'mean item, no code']);
    expect(await titles({ code: { kind: 'binary', size: 3 } })).toEqual(['signs of PCA, 3 bits', 'PCA, 3 numbers', 'mean item, no code']);
    expect(await titles({ noise: true })).toEqual(['PCA, 2 numbers', 'noisy input, no model', 'mean item, no code']);
    expect(await titles({ code: { kind: 'vector', size: SIZE } })).toEqual(['mean item, no code']);
  });

  it('gives the same figure gently, and gives items back as they are shown', async () => {
    const table = plane(120, 0, 5);
    const session = await opened({}, table);
    const gently = await measureBaselines(session, true);
    expect(gently).toEqual(await measureBaselines(session, false));
    const rows = new Map([['dataset', session.data.validationRows().get('dataset')!.subarray(0, 3)]]);
    const shown = (await rebuiltByBaseline(session, rows, false))!;
    expect(shown.title).toBe('PCA, 2 numbers');
    const clean = session.data.numbersOf(rows, 0, 3)['dataset']!;
    shown.values.forEach((value, at) => expect(value).toBeCloseTo(clean[at]!, 4));
    session.dispose();
  });

  it('says nothing where no Loss compares an output with the data', async () => {
    const alone = graph()
      .node('dataset', { source: 'file', fileName: 'plane', shape: [SIDE, SIDE, 1] })
      .node('rbm', { units: 4, visible: 'gaussian' })
      .wire('dataset.data', 'rbm.in')
      .done();
    const session = await Session.open({ document: alone, data: { dataset: plane(20, 0, 6) } });
    expect([await measureBaselines(session, false), await rebuiltByBaseline(session, session.data.validationRows(), false)]).toEqual([null, null]);
    session.dispose();
  });
});

describe('the sentence', () => {
  const figure = (short: string, value: number): Baselines['figures'][number] => ({ id: 'pca', title: short, short, help: '', value, epsilon: null });
  const found: Baselines = { node: 'loss', term: 'Loss', unit: 'squared error per image', per: 'per image', code: '30 numbers', judged: 1, heldOut: true, fitted: 1, training: 1, figures: [figure('PCA', 14.42), figure('the mean item', 52.71)] };
  it('says the claim beside them', () => expect(baselineSentence(found, 7.6)).toBe('30 numbers: 7.6 per image; PCA 14.4, the mean item 52.7.'));
  it('says when the simpler means is better, and when it is as good', () => {
    expect(baselineSentence(found, 20)).toMatch(/PCA is better here\.$/);
    expect(baselineSentence(found, 14.5)).toMatch(/As good as PCA, no better\.$/);
    expect(baselineSentence({ ...found, figures: [] }, 20)).toBe('');
  });
  it('claims to beat them only where it is better than each, and told apart', () => {
    expect([7.6, 14.2, 14.5, 20].map((model) => beatsBaselines(found, model))).toEqual([true, false, false, false]);
    expect(beatsBaselines({ figures: [] }, 1)).toBe(false);
  });
});
