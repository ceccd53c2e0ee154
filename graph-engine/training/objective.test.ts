import { beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../data/table';
import type { HourglassDocument, Params } from '../document/types';
import { Random } from '../random/random';
import { chooseBackend } from '../runtime/backends/choose';
import { graph, type GraphBuilder } from '../testing/build-document';
import { generatedData } from '../testing/template-data';
import { judge, type JudgedObjective } from './objective';
import { Session } from './session';

/** Pictures of 4 × 4 with one bright row and one bright column, which are their factors; the label is the row. */
function crosses(count: number, seed = 1): DataTable {
  const random = new Random(seed);
  const [values, labels, factors] = [new Float32Array(count * 16), new Uint8Array(count), new Float32Array(count * 2)];
  for (let item = 0; item < count; item++) {
    const [row, column] = [random.integer(4), random.integer(4)];
    labels[item] = row;
    factors.set([row, column], item * 2);
    for (let i = 0; i < 16; i++) values[item * 16 + i] = (Math.floor(i / 4) === row ? 0.6 : 0) + (i % 4 === column ? 0.3 : 0) + 0.1 * random.uniform();
  }
  return { name: 'crosses', shape: [4, 4, 1], range: 'unit', count, values, scale: 1, labels, labelNames: null, factors: { names: ['row', 'column'], values: factors } };
}

interface Parts {
  readonly code?: readonly [kind: string, params: Params, port?: string];
  readonly noise?: boolean;
  readonly output?: 'logits' | 'sigmoid';
  readonly loss?: Params;
  readonly more?: (g: GraphBuilder) => void;
  readonly table?: DataTable;
  readonly normal?: string;
}
function document({ code = ['bottleneck', { kind: 'vector', size: 3 }], noise, output = 'logits', loss = { kind: 'binary-cross-entropy' }, more, normal = '' }: Parts): HourglassDocument {
  const g = graph()
    .node('dataset', { source: 'file', fileName: 'crosses', shape: [4, 4, 1], normal })
    .node('encoder', {}, { layers: code[0] === 'codebook' ? [['conv2d', { filters: 4, kernel: 2, stride: 2, padding: 'same' }]] : [['flatten'], ['dense', { units: 16, activation: 'tanh' }]] })
    .node(code[0], code[1], { id: 'code' })
    .node('decoder', { output }, { layers: [['flatten'], ['dense', { units: 16, activation: 'linear' }], ['reshape', { shape: [4, 4, 1] }]] })
    .node('loss', loss)
    .wire('encoder.out', 'code.in')
    .wire(`code.${code[2] ?? 'code'}`, 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target');
  if (noise) g.node('noise', { kind: 'masking', share: 0.5 }).wire('dataset.data', 'noise.in').wire('noise.out', 'encoder.in');
  else g.wire('dataset.data', 'encoder.in');
  more?.(g);
  return g.training({ batchSize: 32, epochs: 2, validationSplit: 0.2, optimizer: { learningRate: 0.01 } }).done();
}
async function judged(parts: Parts, { table = parts.table ?? crosses(300), steps = 0, other = false, trained = null as DataTable | null } = {}): Promise<JudgedObjective & { readonly evaluated: Record<string, number> }> {
  const made = document(parts);
  const session = await Session.open({ document: made, data: { dataset: table } });
  for (let step = 0; step < steps; step++) session.stepBlind();
  const found = await judge(session, { other, trained: trained && { dataset: trained } });
  const evaluated = await session.evaluate();
  session.dispose();
  return { ...found, evaluated };
}

describe('the objective of a document', () => {
  beforeAll(async () => void (await chooseBackend('wasm')));
  const prior = (g: GraphBuilder): void => void g.node('prior', { distribution: 'normal', size: 3 }).node('discriminator', {}, { layers: [['dense', { units: 4 }]] }).wire('prior.sample', 'discriminator.real').wire('code.code', 'discriminator.fake');
  const cases: readonly (readonly [string, 'lower' | 'higher', readonly string[], Parts])[] = [
    ['squared error of reconstructions', 'lower', ['PCA, 3 numbers'], {}],
    ['squared error of reconstructions', 'lower', ['signs of PCA, 6 bits', 'PCA, 6 numbers'], { code: ['bottleneck', { kind: 'binary', size: 6 }] }],
    ['squared error of denoised items', 'lower', ['noisy input'], { noise: true }],
    ['negative evidence lower bound', 'lower', ['mixture of 20 pictures', 'independent pixels'], { code: ['bottleneck', { kind: 'gaussian', size: 3 }] }],
    ['mutual information gap', 'higher', ['PCA, 3 numbers'], { code: ['bottleneck', { kind: 'gaussian', size: 3, beta: 4 }] }],
    ['negative evidence lower bound', 'lower', ['mixture of 20 pictures', 'independent pixels'], { code: ['bottleneck', { kind: 'gaussian', size: 3, beta: 4 }], table: { ...crosses(300), factors: null } }],
    ['squared error of reconstructions', 'lower', ['PCA, 3 numbers'], { code: ['bottleneck', { kind: 'gaussian', size: 3 }], output: 'sigmoid', loss: { kind: 'squared' } }],
    ['clustering accuracy', 'higher', ['k-means, 4 clusters'], { code: ['bottleneck', { kind: 'categorical', classes: 4 }] }],
    ['clustering accuracy', 'higher', ['k-means, 4 clusters'], { code: ['bottleneck', { kind: 'categorical', classes: 4 }], noise: true }],
    ['squared error through the codebook', 'lower', ['k-means, 4 entries, whole items'], { code: ['bottleneck', { kind: 'categorical', classes: 4 }], table: { ...crosses(300), labels: null } }],
    ['squared error through the codebook', 'lower', ['k-means, 5 entries, 2 × 2 patches'], { code: ['codebook', { size: 5 }] }],
    ['distance of the codes from the prior', 'lower', ['at the start', 'two samples of the Prior'], { more: prior }],
  ];
  it.each(cases)('%s (%s, %j): by what it is wired of', async (name, better, baselines, parts) => {
    const found = await judged(parts);
    expect(found).toMatchObject({ name, better, items: 60, on: 'held out' });
    expect(Object.keys(found.baselines)).toEqual(baselines);
    for (const value of [found.value, ...Object.values(found.baselines)]) expect(Number.isFinite(value)).toBe(true);
  });
  describe('of a document that learns from normal items alone', () => {
    const oneClass = (normal: string, table = crosses(300)): Promise<JudgedObjective & { readonly evaluated: Record<string, number> }> => judged({ normal }, { table, steps: 60 });
    it('is the area under the ROC curve over what was held out and all anomalies, beside baselines fitted on normal items', async () => {
      const table = crosses(300);
      const found = await oneClass('0,1', table);
      const anomalous = table.labels!.filter((label) => label > 1).length;
      expect(found).toMatchObject({ name: 'anomalies told from normal items', better: 'higher', on: 'held out', items: anomalous + Math.round(0.2 * (300 - anomalous)) });
      expect(Object.keys(found.baselines)).toEqual(['no model', 'PCA, 3 numbers', 'isolation forest', 'nearest neighbours']);
      expect(found.value).toBeGreaterThan(0.9);
      expect(found.baselines['nearest neighbours']).toBeGreaterThan(0.9);
      // Every picture has as much light.
      expect(found.baselines['no model']).toBeLessThan(0.8);
    });
    it('judges all items of other data, with baselines fitted on the normal ones of each half', async () => {
      const [table, other] = [crosses(300), crosses(200, 2)];
      for (const trained of [table, null]) {
        const found = await judged({ normal: '0,1' }, { table: other, other: true, trained });
        expect(found).toMatchObject({ name: 'anomalies told from normal items', on: 'other data', items: 200 });
        expect(found.baselines['nearest neighbours']).toBeGreaterThan(0.9);
      }
    });
    it('is another one where all that are judged are normal', async () => expect((await oneClass('0,1,2,3')).name).toBe('squared error of reconstructions'));
  });
  it('is the share of pictures rebuilt where there are a few binary ones', async () => {
    const table = crosses(300);
    const binary: DataTable = { ...table, range: 'binary', values: (table.values as Float32Array).map((x) => (x >= 0.2 ? 1 : 0)) };
    const start = await judged({ code: ['bottleneck', { kind: 'vector', size: 6 }]}, { table: binary });
    expect(start.name).toBe('pictures rebuilt');
    const trained = await judged({ code: ['bottleneck', { kind: 'vector', size: 6 }]}, { table: binary, steps: 400 });
    expect(trained.value).toBe(1);
    expect(start.value).toBeLessThan(0.5);
  });
  it('is how near a translation without pairs comes to the pairs that are hidden', async () => {
    const layers = [['conv2d', { filters: 4, stride: 1 }]] as const;
    const made = graph()
      .node('dataset', {}, { id: 'digits' })
      .node('dataset', { source: 'digit-outlines' }, { id: 'lines' })
      .node('encoder', {}, { layers })
      .node('decoder', {}, { layers: [['conv2d', { filters: 1, stride: 1, activation: 'linear' }]] })
      .node('discriminator', { judges: 'patches' }, { layers })
      .wire('digits.data', 'encoder.in')
      .wire('encoder.out', 'decoder.in')
      .wire('decoder.out', 'discriminator.fake')
      .wire('lines.data', 'discriminator.real')
      .training({ validationSplit: 0.2 })
      .done();
    const data = await generatedData(made, 100);
    const judgedOf = async (document: HourglassDocument): Promise<JudgedObjective> => {
      const session = await Session.open({ document, data });
      const found = await judge(session, { other: false, trained: null });
      session.dispose();
      return found;
    };
    const { baselines, ...found } = await judgedOf(made);
    expect(found).toMatchObject({ name: 'translations against their hidden pairs', better: 'higher', items: 20, on: 'held out' });
    expect(Object.keys(baselines)).toEqual(['the picture as it is', 'the mean picture']);
    // Half grey everywhere at the start; the mean picture is nearer.
    expect(baselines['the mean picture']).toBeGreaterThan(found.value);
    // Of other numbers nobody knows what belongs to what.
    expect((await judgedOf({ ...made, nodes: { ...made.nodes, lines: { ...made.nodes['lines']!, params: { source: 'digit-outlines', scaling: 'standardised' } } } })).name).toBe('held-out loss');
  });
  it('is the accuracy of a Classifier that is told few labels, beside the same labels on items and code', async () => {
    const classified = (labelled: number): HourglassDocument =>
      graph()
        .node('dataset', { source: 'file', fileName: 'crosses', shape: [4, 4, 1], classes: 4, labelled })
        .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8, activation: 'linear' }]] })
        .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 16, activation: 'linear' }], ['reshape', { shape: [4, 4, 1] }]] })
        .node('loss', { kind: 'binary-cross-entropy' })
        .node('classifier')
        .wire('dataset.data', 'encoder.in')
        .wire('encoder.out', 'decoder.in')
        .wire('decoder.out', 'loss.prediction')
        .wire('dataset.data', 'loss.target')
        .wire('encoder.out', 'classifier.in')
        .wire('dataset.label', 'classifier.label')
        .training({ batchSize: 32, validationSplit: 0.2, optimizer: { learningRate: 0.01 } })
        .stage('Without labels', { steps: 100, losses: ['loss'] })
        .stage('Few labels', { steps: 100, losses: ['classifier'], frozen: ['encoder'] })
        .done();
    const session = await Session.open({ document: classified(20), data: { dataset: crosses(300) } });
    while (session.step < 200) {
      if (session.step === 100) await session.nextStage();
      session.stepBlind();
    }
    const found = await judge(session, { other: false, trained: null });
    expect(found).toMatchObject({ name: 'accuracy with few labels', better: 'higher', items: 60, on: 'held out' });
    expect(Object.keys(found.baselines)).toEqual(['logistic regression on the items', 'logistic regression on the code']);
    // Chance tells a quarter.
    for (const value of [found.value, ...Object.values(found.baselines)]) expect(value).toBeGreaterThan(0.6);
    session.dispose();
    const told = await Session.open({ document: classified(0), data: { dataset: crosses(300) } });
    expect((await judge(told, { other: false, trained: null })).name).toBe('squared error of reconstructions');
    told.dispose();
  });
  it('is the loss where nothing is reconstructed', async () => {
    const made = graph()
      .node('dataset', { source: 'file', fileName: 'crosses', shape: [4, 4, 1] })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 3 }]] })
      .node('prior', { distribution: 'normal', size: 3 })
      .node('discriminator', {}, { layers: [['dense', { units: 4 }]] })
      .wire('dataset.data', 'encoder.in')
      .wire('prior.sample', 'discriminator.real')
      .wire('encoder.out', 'discriminator.fake')
      .done();
    const session = await Session.open({ document: made, data: { dataset: crosses(40) } });
    expect(await judge(session, { other: false, trained: null })).toMatchObject({ name: 'held-out loss', baselines: { 'at the start': expect.any(Number) as number } });
    session.dispose();
  });

  it('agrees with the loss of a variational autoencoder, and falls below both baselines when it is trained', async () => {
    const { value, evaluated, baselines } = await judged({ code: ['bottleneck', { kind: 'gaussian', size: 3 }] }, { table: crosses(1500), steps: 600 });
    expect(value / evaluated['loss']!).toBeCloseTo(1, 1);
    expect(value).toBeLessThan(baselines['independent pixels']!);
  });
  it('comes near what principal components reach, with as linear a network', async () => {
    const { value, baselines } = await judged({ output: 'sigmoid', loss: { kind: 'squared' } }, { table: crosses(600), steps: 600 });
    expect(value).toBeLessThan(1.5 * baselines['PCA, 3 numbers']!);
  });

  it('judges all items of other data, with baselines of the items that were trained on where these are at hand', async () => {
    const [seen, unseen] = [crosses(300, 1), crosses(90, 2)];
    // Of the same pictures upside down in brightness, a baseline that had seen them would know.
    const odd: DataTable = { ...unseen, values: (unseen.values as Float32Array).map((x) => 1 - x) };
    const without = await judged({}, { table: odd, other: true });
    const beside = await judged({}, { table: odd, other: true, trained: seen });
    expect([without.items, without.on, beside.items, beside.on]).toEqual([90, 'other data', 90, 'other data']);
    expect(beside.baselines['PCA, 3 numbers']!).toBeGreaterThan(2 * without.baselines['PCA, 3 numbers']!);
    expect(beside.value).toBe(without.value);
  });
  it('says so where nothing was held out', async () => {
    const made = document({});
    const session = await Session.open({ document: { ...made, training: { ...made.training, validationSplit: 0 } }, data: { dataset: crosses(50) } });
    expect(await judge(session, { other: false, trained: null })).toMatchObject({ items: 50, on: 'training data' });
    session.dispose();
  });
});
