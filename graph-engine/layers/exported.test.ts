/** What a layer writes into the exported project gives the same numbers as the layer itself, with the same weights in the same order. */
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writtenLayer } from '../codegen/typescript/layer';
import { loadLayers, type LayerCase, type LayerMaker } from '../testing/layer-module';
import { buildLayer, runLayer } from '../testing/test-layer';
import { useCpu } from '../testing/run-program';
import type { Params } from '../document/types';
import { activations } from './activations';
import { layerOf, layers } from './registry';

const named = Object.keys(activations);
const cases: LayerCase[] = [
  ...named.map((activation) => ({ kind: 'dense', params: { units: 3, activation }, input: [4] })),
  { kind: 'dense', params: { units: 3, bias: false }, input: [4] },
  ...['linear', 'leaky-relu', 'gelu'].map((activation) => ({ kind: 'dense', params: { units: 3, activation }, input: [5, 4] })),
  ...['linear', 'leaky-relu', 'gelu'].map((activation) => ({ kind: 'conv2d', params: { filters: 3, activation }, input: [5, 6, 2] })),
  { kind: 'conv2d', params: { filters: 2, kernel: 2, stride: 1, padding: 'valid', bias: false }, input: [5, 4, 2] },
  ...['linear', 'leaky-relu', 'tanh'].map((activation) => ({ kind: 'conv2d-transpose', params: { filters: 3, activation }, input: [3, 2, 2] })),
  { kind: 'conv2d-transpose', params: { filters: 2, kernel: 3, stride: 2, padding: 'valid' }, input: [3, 2, 2] },
  { kind: 'conv2d-transpose', params: { filters: 2, kernel: 2, stride: 3, padding: 'valid', activation: 'leaky-relu' }, input: [3, 2, 2] },
  ...[6, 8, [7, 8], [8, 7]].map((outputSize) => ({ kind: 'conv2d-transpose', params: { filters: 2, kernel: 3, stride: 3, padding: 'valid', outputSize, activation: 'sigmoid' }, input: [2, 2, 2] })),
  ...[5, 6, 7, [5, 7]].map((outputSize) => ({ kind: 'conv2d-transpose', params: { filters: 2, kernel: 2, stride: 3, padding: 'valid', outputSize, activation: 'leaky-relu' }, input: [2, 2, 2] })),
  { kind: 'conv2d', params: { filters: 2, kernel: [3, 2], stride: [1, 2] }, input: [5, 6, 2] },
  { kind: 'conv2d-transpose', params: { filters: 2, kernel: [3, 2], stride: [1, 3] }, input: [3, 2, 2] },
  ...[[5, 4], [5, 3], [6, 3]].map((outputSize) => ({ kind: 'conv2d-transpose', params: { filters: 3, outputSize, activation: 'leaky-relu' }, input: [3, 2, 2] })),
  { kind: 'conv2d-transpose', params: { filters: 2, kernel: [1, 5], stride: 3, outputSize: [8, 5] }, input: [3, 2, 2] },
  { kind: 'crop', params: { top: 1, bottom: 0, left: 2, right: 1 }, input: [3, 5, 2] },
  { kind: 'pad', params: { top: 1, bottom: 0, left: 2, right: 1 }, input: [3, 2, 2] },
  { kind: 'pad', params: { top: 1, bottom: 3, left: 0, right: 2, mode: 'edge' }, input: [3, 2, 2] },
  ...['max-pool', 'avg-pool', 'upsample'].map((kind) => ({ kind, params: { size: [1, 2] }, input: [3, 5, 2] })),
  ...['max-pool', 'avg-pool'].flatMap((kind) => [{ size: 3, stride: 2 }, { size: [2, 3], stride: [0, 1] }, { size: 1, stride: [3, 2] }].map((params) => ({ kind, params, input: [6, 7, 2] }))),
  { kind: 'upsample', params: { size: 3 }, input: [2, 3, 2] },
  { kind: 'max-pool', params: { size: 2 }, input: [5, 4, 2] },
  { kind: 'avg-pool', params: { size: 2 }, input: [5, 4, 2] },
  { kind: 'batch-norm', params: {}, input: [4] },
  { kind: 'batch-norm', params: { epsilon: 0.1 }, input: [2, 3, 2] },
  { kind: 'layer-norm', params: {}, input: [4] },
  { kind: 'layer-norm', params: {}, input: [5, 4] },
  { kind: 'layer-norm', params: {}, input: [2, 3, 4] },
  { kind: 'instance-norm', params: { epsilon: 0.01 }, input: [3, 3, 2] },
  { kind: 'instance-norm', params: { epsilon: 0.01 }, input: [5, 2] },
  { kind: 'positions', params: {}, input: [3, 4] },
  { kind: 'conv1d', params: { filters: 3 }, input: [5, 2] },
  { kind: 'conv1d', params: { filters: 3, kernel: 4, stride: 2, activation: 'leaky-relu', bias: false }, input: [7, 2] },
  { kind: 'conv1d-transpose', params: { filters: 3 }, input: [5, 2] },
  { kind: 'conv1d-transpose', params: { filters: 3, kernel: 2, stride: 3, places: 8, activation: 'gelu' }, input: [3, 2] },
  ...[{ units: 3 }, { units: 2, direction: 'both' }, { units: 3, direction: 'backward', gives: 'last' }].map((params) => ({ kind: 'gru', params: params as Params, input: [4, 3] })),
  ...['mean', 'max'].map((by) => ({ kind: 'pool-time', params: { by }, input: [5, 3] })),
  ...[false, true].map((causal) => ({ kind: 'self-attention', params: { heads: 2, causal }, input: [5, 4] })),
  ...[false, true].map((causal) => ({ kind: 'transformer', params: { heads: 2, factor: 2, causal, dropout: 0.2, activation: causal ? 'relu' : 'gelu' }, input: [5, 4] })),
  { kind: 'dropout', params: {}, input: [4] },
  ...[...named, 'softmax'].map((activation) => ({ kind: 'activation', params: { activation }, input: [5] })),
  { kind: 'activation', params: { activation: 'softmax' }, input: [3, 5] },
  { kind: 'flatten', params: {}, input: [2, 3, 2] },
  { kind: 'reshape', params: { shape: [3, -1] }, input: [2, 3, 2] },
  ...['relu', 'leaky-relu', 'gelu', 'linear'].flatMap((activation) => [
    { kind: 'residual', params: { activation }, input: [4] },
    { kind: 'residual', params: { activation }, input: [5, 4] },
    { kind: 'residual', params: { activation }, input: [3, 3, 2] },
  ]),
];
// Classes of operations know no moving statistics.
const written = cases.filter(({ kind }) => kind !== 'batch-norm');
describe.each([
  { ways: 'in their own words', cases, load: () => loadLayers('exported-layers', cases) },
  { ways: 'as classes of their operations', cases: written, load: () => loadLayers('written-layers', written, undefined, writtenLayer) },
])('exported layers $ways', ({ cases, load }) => {
  let makers: readonly LayerMaker[] = [];
  let remove = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    await useCpu();
    ({ makers, remove } = await load());
  });
  afterAll(() => remove());

  it.each(cases.map((test, index) => ({ ...test, index })))('$kind $params on $input', ({ kind, params, input, index }) => {
    const built = buildLayer(layerOf(kind)!, params, input, 'infer');
    const start = tf.input({ shape: [...input] });
    const parts = makers[index]!();
    const model = tf.model({ inputs: start, outputs: parts.reduce((x, part) => part.apply(x) as tf.SymbolicTensor, start as tf.SymbolicTensor) });
    expect(model.getWeights().map(({ shape }) => shape)).toEqual(Object.values(built.weights).map(({ shape }) => [...shape]));
    model.setWeights(Object.values(built.weights).map(({ id, shape }) => tf.tensor(built.given[id]!, [...shape])));
    const result = model.predict(tf.tensor(built.given[built.x.id]!, [3, ...input])) as tf.Tensor;
    expect(result.shape).toEqual([...built.y.shape]);
    const [theirs, ours] = [result.dataSync(), runLayer(built)];
    const furthest = Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!)));
    expect(furthest).toBeLessThan(1e-5);
  });
});
it('has a case for every kind', () => expect(Object.keys(layers).filter((kind) => !cases.some((test) => test.kind === kind))).toEqual([]));
