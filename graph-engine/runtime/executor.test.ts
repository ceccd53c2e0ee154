/** The executor on wasm and cpu: numbers, ownership of tensors, repeatability. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Builder } from '../program/builder';
import { writeTrainingStep, type StepSettings } from '../program/optimizers/write-training-step';
import type { Program } from '../program/types';
import { verify } from '../program/verify';
import { backends } from './backends';
import { initialise } from './inits';
import { currentDevice, type Feeds } from './device';
import { makePlan } from './plan';

const origin = { node: 'n' };
const training: StepSettings = {
  optimizer: { kind: 'adam', learningRate: 0.01, momentum: 0, weightDecay: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  schedule: { kind: 'constant', warmupSteps: 0 },
  clipNorm: 1,
};
/** A noisy autoencoder of 6 numbers over 2, with its training step. */
function autoencoder(): { program: Program; loss: number; output: number } {
  const b = new Builder();
  const x = b.data('x', [8, 6]);
  const options = { player: 'autoencoder', trainable: true, origin } as const;
  const w1 = b.parameter('n/w1', [6, 2], { kind: 'glorotUniform', fanIn: 6, fanOut: 2 }, options);
  const w2 = b.parameter('n/w2', [2, 6], { kind: 'glorotUniform', fanIn: 2, fanOut: 6 }, options);
  const bias = b.parameter('n/bias', [6], { kind: 'zeros' }, options);
  const code = b.tanh(b.matMul(b.add(x, b.mul(b.randomNormal([8, 6]), 0.01)), w1));
  const output = b.add(b.matMul(code, w2), bias);
  const loss = b.mean(b.square(b.sub(output, x)));
  writeTrainingStep(b, loss, 'autoencoder', training, 1000);
  return { program: verify(b.finish()), loss: loss.id, output: output.id };
}
const data = Float32Array.from({ length: 48 }, (_, i) => Math.sin(i));
const feeds = { x: { data, shape: [8, 6] } };

describe.each(['cpu', 'tfjs-wasm', 'wasm'] as const)('executor on %s', (name) => {
  beforeAll(() => backends[name].setUp({}));
  const { program, loss, output } = autoencoder();
  async function train(steps: number, seed: number): Promise<{ losses: number[]; weights: number[] }> {
    const store = await currentDevice().createStore();
    const executor = store.executor(program);
    await initialise(store, program, seed);
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      const [value] = executor.run({ feeds, seed, step, applyUpdates: true, fetch: [loss] });
      losses.push((await value!.data())[0]!);
      value!.dispose();
    }
    const weights = [...(await store.readOne('n/w1'))];
    executor.dispose();
    store.dispose();
    return { losses, weights };
  }

  it('gives one-hot rows as floats that can be computed with', async () => {
    const b = new Builder();
    const rows = b.mul(b.oneHot(b.toInt(b.data('x', [3])), 4), 2);
    const store = await currentDevice().createStore();
    const executor = store.executor(b.finish());
    const [value] = executor.run({ feeds: { x: { data: Float32Array.of(2, 0, 3), shape: [3] } }, seed: 1, step: 0, applyUpdates: false, fetch: [rows.id] });
    expect(Array.from(await value!.data())).toEqual([0, 0, 2, 0, 2, 0, 0, 0, 0, 0, 0, 2]);
    value!.dispose();
    executor.dispose();
    store.dispose();
  });
  it('trains', async () => {
    const { losses } = await train(300, 1);
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2);
  });
  it('gives the same run for the same seed, and another for another', async () => {
    const first = await train(20, 5);
    expect(await train(20, 5)).toEqual(first);
    expect((await train(20, 6)).losses).not.toEqual(first.losses);
  });
  it('holds as many tensors after 1,000 steps as after 10, and none after disposal', async () => {
    const before = tf.memory().numTensors;
    const store = await currentDevice().createStore();
    const executor = store.executor(program);
    await initialise(store, program, 1);
    const counts: number[] = [];
    for (let step = 0; step < 1000; step++) {
      for (const tensor of executor.run({ feeds, seed: 1, step, applyUpdates: true, fetch: [loss, output, loss] })) tensor.dispose();
      counts.push(tf.memory().numTensors);
    }
    expect(counts[999]).toBe(counts[9]);
    executor.dispose();
    store.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
  it('gives fetched inputs, parameters, constants and updates as tensors of the caller', async () => {
    const store = await currentDevice().createStore();
    const executor = store.executor(program);
    await initialise(store, program, 1);
    const update = program.updates.find(({ parameter }) => parameter === 'n/w1')!;
    const constant = program.ops.find(({ kind }) => kind === 'constant')!.output;
    const fetch = [program.inputs[0]!.value, program.parameters[0]!.value, constant, update.value];
    const results = executor.run({ feeds, seed: 1, step: 0, applyUpdates: true, fetch });
    expect(Array.from(await results[3]!.data())).toEqual([...(await store.readOne('n/w1'))]);
    expect(Array.from(await results[1]!.data())).not.toEqual(Array.from(await results[3]!.data()));
    for (const tensor of results) tensor.dispose();
    expect((await store.readOne('n/w1')).every(Number.isFinite)).toBe(true);
    for (const tensor of executor.run({ feeds, seed: 1, step: 1, applyUpdates: true, fetch })) tensor.dispose();
    for (const each of [store, executor]) each.dispose();
  });
  it('leaves the parameters alone unless updates are applied, and then needs no loss', async () => {
    const store = await currentDevice().createStore();
    const executor = store.executor(program);
    await initialise(store, program, 1);
    const before = [...(await store.readOne('n/w1'))];
    executor.run({ feeds, seed: 1, step: 0, applyUpdates: false, fetch: [output] })[0]!.dispose();
    expect([...(await store.readOne('n/w1'))]).toEqual(before);
    expect(makePlan(program, [output], { updates: false }).steps.every(({ op }) => op.phase === 'forward')).toBe(true);
    executor.dispose();
    store.dispose();
  });
  it('refuses an input that is missing or of another shape', async () => {
    const store = await currentDevice().createStore();
    const executor = store.executor(program);
    await initialise(store, program, 1);
    const run = (given: Feeds) => () => executor.run({ feeds: given, seed: 1, step: 0, applyUpdates: false, fetch: [output] });
    expect(run({})).toThrow('internal: the input x was not fed');
    expect(run({ x: { data, shape: [6, 8] } })).toThrow('internal: the input x was fed [6,8], and takes [8,6]');
    executor.dispose();
    store.dispose();
  });
});

afterAll(() => tf.setBackend('cpu'));
