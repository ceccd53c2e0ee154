import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Builder } from '../program/builder';
import { backends } from './backends';
import { currentDevice, type Executor, type ParameterStore } from './device';

async function model(): Promise<{ executor: Executor; store: ParameterStore; fetch: number[] }> {
  const b = new Builder();
  const x = b.data('x', [2, 3]);
  const w = b.parameter('w', [3], { kind: 'ones' }, { player: 'autoencoder', trainable: true, origin: { node: 'encoder', layer: 'dense' } });
  b.origin = { node: 'encoder', layer: 'dense' };
  const scaled = b.mul(x, w);
  b.origin = { node: 'loss' };
  const logs = b.log(scaled);
  b.origin = { node: 'later' };
  const total = b.sum(logs);
  b.updates.push({ parameter: 'w', value: b.mul(w, total).id });
  const store = await currentDevice().createStore();
  store.write('w', { shape: [3], data: Float32Array.of(1, 1, 1) });
  return { executor: store.executor(b.finish()), store, fetch: [total.id] };
}
const x = (...data: number[]) => ({ data: Float32Array.from(data), shape: [2, 3] });

describe.each(['tfjs-wasm', 'wasm'] as const)('the first value that is not finite on %s', (name) => {
  beforeAll(() => backends[name].setUp({}));
  it.each([
    ['no fault', x(1, 2, 3, 4, 5, 6), null],
    ['an operation', x(1, 2, 0, 4, 5, 6), { origin: { node: 'loss' }, phase: 'forward', kind: 'log', name: null }],
    ['an overflow in a layer', x(1, 2, 3e38, 4, 5, 6), { origin: { node: 'encoder', layer: 'dense' }, phase: 'forward', kind: 'mul', name: null }, 3],
    ['the data', x(1, NaN, 3, 4, 5, 6), { origin: null, phase: 'before', kind: 'input', name: 'x' }],
    ['a parameter', x(1, 2, 3, 4, 5, 6), { origin: { node: 'encoder', layer: 'dense' }, phase: 'before', kind: 'parameter', name: 'w' }, Infinity],
  ])('names %s, changes nothing and leaves nothing behind', async (_, feed, expected, weight = 1) => {
    const { executor, store, fetch } = await model();
    store.write('w', { shape: [3], data: Float32Array.of(1, 1, weight) });
    const run = { feeds: { x: feed }, seed: 0, step: 0, applyUpdates: true, fetch };
    await executor.findNonFinite(run);
    const before = tf.memory().numTensors;
    expect(await executor.findNonFinite(run)).toEqual(expected);
    expect(tf.memory().numTensors).toBe(before);
    expect([...(await store.readOne('w'))]).toEqual([1, 1, weight]);
    executor.dispose();
    store.dispose();
  });
});
