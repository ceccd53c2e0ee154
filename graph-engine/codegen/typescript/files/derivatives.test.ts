/** Every layer has, in a project, the right derivative, and the right second one, which the gradient penalty takes of a critic. */
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shape } from '../../../document/shape';
import type { Params } from '../../../document/types';
import { activations } from '../../../layers/activations';
import { layers } from '../../../layers/registry';
import { loadLayers, type LayerMaker } from '../../../testing/layer-module';
import { useCpu } from '../../../testing/run-program';
import { derivativesOf } from './derivatives';

type Case = readonly [kind: string, params: Params, input: Shape];
const image: Shape = [6, 7, 2];
const cases: readonly Case[] = [
  ...Object.keys(activations).flatMap((activation): Case[] => [['dense', { units: 3, activation }, [4]], ['activation', { activation }, [5]], ['residual', { activation }, [3, 3, 2]], ['residual', { activation }, [4]]]),
  ['activation', { activation: 'softmax' }, [5]],
  ['conv2d', { filters: 3, activation: 'elu' }, image],
  ['conv2d-transpose', { filters: 2, activation: 'tanh' }, [3, 2, 2]],
  ['conv2d-transpose', { filters: 2, kernel: 3, stride: 2, padding: 'valid' }, [3, 2, 2]],
  ['upsample', { size: [1, 2] }, [3, 5, 2]],
  ['upsample', { size: 3 }, [2, 3, 2]],
  ...(['max-pool', 'avg-pool'] as const).flatMap((kind): Case[] => [[kind, { size: 2 }, image], [kind, { size: 3, stride: 2 }, image], [kind, { size: [2, 3], stride: 1 }, image], [kind, { size: 1, stride: [3, 2] }, image]]),
  ['batch-norm', {}, [4]],
  ['layer-norm', {}, [2, 3, 4]],
  ['instance-norm', {}, [3, 3, 2]],
  ['instance-norm', {}, [5, 2]],
  ['positions', {}, [5, 2]],
  ['dense', { units: 3 }, [5, 2]],
  ['residual', { activation: 'tanh' }, [5, 2]],
  ['conv1d', { filters: 3, kernel: 4, stride: 2, activation: 'tanh' }, [7, 2]],
  ['conv1d-transpose', { filters: 3, kernel: 2, stride: 3, places: 8, activation: 'tanh' }, [3, 2]],
  ['pool-time', {}, [5, 3]],
  ['gru', { units: 3, direction: 'both' }, [4, 2]],
  ['self-attention', { heads: 2 }, [5, 4]],
  ['transformer', { heads: 2, factor: 2, causal: true }, [5, 4]],
  ['dropout', { rate: 0 }, [4]],
  ['flatten', {}, [2, 3, 2]],
  ['reshape', { shape: [3, -1] }, [2, 3, 2]],
  ['crop', { top: 1, right: 2 }, image],
  ['pad', { top: 1, right: 2 }, image],
  ['pad', { top: 1, right: 2, mode: 'edge' }, image],
];

describe('derivatives', () => {
  let makers: readonly LayerMaker[] = [];
  let remove = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    await useCpu();
    const named = cases.map(([kind, params, input]) => ({ kind, params, input }));
    ({ makers, remove } = await loadLayers('derivatives', named, (text) => derivativesOf(text, true)));
  });
  afterAll(() => remove());

  const each = cases.map((test, index) => [...test, index] as const);
  /** Runs the layers, what they began with, and a place and a direction for it. Steps are wide enough for numbers of 32 bits. */
  function prepared(index: number, input: Shape) {
    const parts = makers[index]!();
    const run = (x: tf.Tensor): tf.Tensor => parts.reduce((y, part) => part.apply(y, { training: true }) as tf.Tensor, x);
    const shape = [3, ...input];
    // Far enough apart for a pool to take the same one at every step.
    const apart = (): tf.Tensor => tf.tensor(Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => ((i * 97) % 257) * 0.2 - 25), shape);
    const place = cases[index]![0] === 'max-pool' ? apart() : tf.randomNormal(shape, 0, 1, 'float32', 7);
    const direction = tf.randomNormal(shape, 0, 1, 'float32', 8);
    run(place);
    const weights = parts.flatMap((part) => part.trainableWeights.map((weight) => weight.read() as tf.Variable));
    const along = tf.variable(tf.scalar(0));
    return { run, weights, along, at: () => place.add(direction.mul(along)) };
  }
  /** The derivative by `along` as tfjs has it, beside what is measured; and that by every other variable is finite. */
  function check(of: () => tf.Scalar, along: tf.Variable, others: tf.Variable[]): void {
    const { grads, value } = tf.variableGrads(of, [...others, along]);
    for (const [name, gradient] of Object.entries(grads)) expect(gradient.dataSync().every(Number.isFinite), name).toBe(true);
    const measure = (position: number): number => {
      along.assign(tf.scalar(position));
      return tf.tidy(() => of().dataSync()[0]!);
    };
    const derived = grads[along.name]!.dataSync()[0]!;
    const off = [0.02, 0.005].map((step) => Math.abs(derived - (measure(step) - measure(-step)) / (2 * step)));
    expect(Math.min(...off)).toBeLessThan(0.03 * Math.max(Math.abs(derived), 0.1 * Math.abs(value.dataSync()[0]!)));
  }

  it.each(each)('%s %j on %j: the first', (_, __, input, index) => {
    const { run, weights, along, at } = prepared(index, input);
    const factors = tf.randomNormal(run(at()).shape, 0, 1, 'float32', 9);
    check(() => run(at()).mul(factors).sum() as tf.Scalar, along, weights);
  });
  it.each(each)('%s %j on %j: the second', (_, __, input, index) => {
    const { run, weights, along, at } = prepared(index, input);
    // Squares of what lies behind, so that also a linear layer has a slope that changes.
    check(() => tf.grad((x) => run(x).square().mul(0.5).sum())(at()).square().sum() as tf.Scalar, along, weights);
  });
  it('has a case for every kind', () => expect(Object.keys(layers).filter((kind) => !cases.some(([one]) => one === kind))).toEqual([]));
});
