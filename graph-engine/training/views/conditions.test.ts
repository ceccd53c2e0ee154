/** Views of a conditional autoencoder, whose Decoder is told the label beside the code. */
import { beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../analysis/analyse';
import { findRoles } from '../../inspect/roles';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { generatedData } from '../../testing/template-data';
import { judge } from '../objective';
import type { ViewRequest } from '../protocol';
import { Session } from '../session';
import { view } from './index';
import { mustBeInMemory } from '../../data/rows/in-memory';

beforeAll(async () => void (await chooseBackend('wasm')));

/** The label goes straight into the Concat, or by an Embedding. */
const conditional = (embedded: boolean) => {
  const front = graph()
    .node('dataset', { source: 'patterns' })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8 }]] })
    .node('bottleneck', { kind: 'gaussian', size: 2, beta: 4 })
    .node('concat')
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'concat.in');
  const joined = embedded ? front.node('embedding', { size: 4 }).wire('dataset.label', 'embedding.in').wire('embedding.out', 'concat.in') : front.wire('dataset.label', 'concat.in');
  return joined.wire('concat.out', 'decoder.in').wire('decoder.out', 'loss.prediction').wire('dataset.data', 'loss.target').training({ batchSize: 32, validationSplit: 0.25, optimizer: { learningRate: 0.02 } }).done();
};

describe.each([['as it is', false], ['as a vector', true]])('a Decoder that is told the label %s', (_, embedded) => {
  const document = conditional(embedded);
  it('is sound, and the code is still the code', () => {
    const analysis = analyse(document);
    expect(analysis.diagnostics).toEqual([]);
    expect(findRoles(document, analysis)).toMatchObject({ data: { tap: 'dataset.data' }, code: { tap: 'bottleneck.code' }, output: { tap: 'decoder.out' } });
  });
  it('learns, is judged, and shows of each label what it is told of it', async () => {
    const session = await Session.open({ document, data: await generatedData(document, 400) });
    const before = (await session.evaluate())['loss']!;
    for (let step = 0; step < 400; step++) session.stepBlind();
    expect((await session.evaluate())['loss']).toBeLessThan(before / 2);
    expect((await judge(session, { other: false, trained: null })).items).toBe(100);
    const context = { session, roles: findRoles(document, session.analysis), data: session.data };
    const ask = (request: ViewRequest) => view(context, request);
    const samples = await ask({ kind: 'samples', count: 24, seed: 1 });
    expect(samples).toMatchObject({ kind: 'samples', from: 'the prior, a standard normal; each label in turn', prior: true });
    const { labels, values, scale } = mustBeInMemory(session.data.feeds.get('dataset')!.table);
    const shown = (samples as { images: { values: Float32Array } }).images.values;
    const isOf = (row: number) => {
      const item = labels!.indexOf(row % 12);
      return Array.from({ length: 9 }, (_, i) => Math.round(shown[row * 9 + i]!) === values[item * 9 + i]! * scale).every(Boolean);
    };
    expect(Array.from({ length: 24 }, (_, row) => isOf(row)).filter(Boolean).length).toBeGreaterThan(20);
    const others: ViewRequest[] = [{ kind: 'reconstructions', count: 4 }, { kind: 'code-map', count: 20 }, { kind: 'interpolation', from: 0, to: 3, steps: 5 }, { kind: 'traversal', item: 2, place: 0, axes: [0, 1], steps: 5 }, { kind: 'decode', code: [0, 0] }, { kind: 'items' }];
    for (const request of others) expect((await ask(request)).kind).toBe(request.kind);
    session.dispose();
  });
});
