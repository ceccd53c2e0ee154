import { beforeAll, expect, it } from 'vitest';
import { chooseBackend } from '../runtime/backends/choose';
import type { BackendName } from '../runtime/backends/definition';
import { graph } from '../testing/build-document';
import { generatedData } from '../testing/template-data';
import { evaluateModel } from './evaluate';
import { Session } from './session';
import { termMeans } from './term-means';

beforeAll(async () => void (await chooseBackend('wasm')));

it('takes figures of items from small batches and figures of a batch from whole ones', async () => {
  const asked: [number, number][] = [];
  let batches = 0;
  const summary = { names: ['loss', 'error', 'use'], ofBatch: new Set(['loss', 'use']), value: 0 };
  const run = async (from: number, length: number) => {
    asked.push([from, length]);
    return { summary, numbers: [length, from + length / 2, 1000 * length] };
  };
  const means = await termMeans({ count: 1100, batch: 600, run, onBatch: () => batches++ });
  expect(asked).toEqual([[0, 256], [256, 256], [512, 256], [768, 256], [1024, 76], [0, 600], [600, 500]]);
  expect(batches).toBe(7);
  // The middle of all items; the size of each batch, weighted by it.
  expect(means['error']).toBeCloseTo(550, 9);
  expect([means['loss'], means['use']].map((x) => x! * 1100)).toEqual([600 ** 2 + 500 ** 2, 1000 * (600 ** 2 + 500 ** 2)].map((x) => expect.closeTo(x, 6) as number));
  expect(Object.keys(means)).toEqual(['loss', 'error', 'use']);
  asked.length = 0;
  await termMeans({ count: 300, batch: 100, run, onBatch: () => undefined });
  expect(asked).toEqual([[0, 100], [100, 100], [200, 100]]);
});

it.each(['wasm', 'tfjs-wasm', 'cpu'] as const satisfies readonly BackendName[])('gives the mean over 10,000 items in one batch to five digits (%s)', async (backend) => {
  await chooseBackend(backend);
  const document = graph()
    .node('dataset', { source: 'patterns', count: 10_000 })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4, activation: 'tanh' }]] })
    .node('bottleneck', { kind: 'vector', size: 2 })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'squared', reduction: 'sum' })
    .wire('dataset.data', 'encoder.in').wire('encoder.out', 'bottleneck.in').wire('bottleneck.code', 'decoder.in').wire('decoder.out', 'loss.prediction').wire('dataset.data', 'loss.target')
    .training({ batchSize: 10_000, epochs: 1, minSteps: 0, patience: 0, validationSplit: 0 })
    .done();
  const session = await Session.open({ document, data: await generatedData(document, 10_000) });
  const { terms, sumOfSquaredErrorsPerSample } = await evaluateModel(session);
  session.dispose();
  await chooseBackend('wasm');
  expect(Math.abs(terms['loss']! / sumOfSquaredErrorsPerSample! - 1)).toBeLessThan(1e-5);
});
