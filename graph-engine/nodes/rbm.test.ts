import { beforeAll, describe, expect, it } from 'vitest';
import type { DataTable } from '../data/table';
import { chooseBackend } from '../runtime/backends/choose';
import { graph } from '../testing/build-document';
import { useCpu } from '../testing/run-program';
import { buildNode, inferNode } from '../testing/test-node';
import { Session } from '../training/session';
import { rbm } from './rbm';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const input = [{ tag: 'features', shape: [2] }] as const;

describe('an RBM', () => {
  beforeAll(useCpu);
  it('declares a kernel and two biases, and gives the next layer its hidden units', () => {
    const { outputs, weights } = inferNode(rbm, { units: 5 }, { in: [{ tag: 'features', shape: [2, 3] }] });
    expect(weights!.map(({ name, shape }) => [name, shape])).toEqual([['kernel', [6, 5]], ['hiddenBias', [5]], ['visibleBias', [6]]]);
    expect(outputs).toMatchObject({ hidden: { shape: [5] }, reconstruction: { shape: [2, 3] } });
  });
  it('pulls by contrastive divergence: here every hidden unit is certain, so that nothing depends on chance', () => {
    const node = buildNode(rbm, { units: 2, decay: 0.25 }, { in: input }, { batch: 2 });
    const [kernel, data] = [[80, -80, 60, -60], [1, 0.5, 0, 1]];
    const [hiddenBias, visibleBias] = [[-20, 20], [0.5, -59]];
    node.set(node.weights['kernel']!, ...kernel);
    node.set(node.weights['hiddenBias']!, ...hiddenBias);
    node.set(node.weights['visibleBias']!, ...visibleBias);
    node.set(node.inputs['in']![0]!, ...data);
    const hiddenOf = (v: readonly number[]): number[] => [0, 1].map((j) => sigmoid(v[0]! * kernel[j]! + v[1]! * kernel[2 + j]! + hiddenBias[j]!));
    const visibleOf = (h: readonly number[]): number[] => [0, 1].map((i) => sigmoid(h[0]! * kernel[2 * i]! + h[1]! * kernel[2 * i + 1]! + visibleBias[i]!));
    const rows = [data.slice(0, 2), data.slice(2)].map((v0) => {
      const h0 = hiddenOf(v0);
      const v1 = visibleOf(h0.map(Math.round));
      return { v0, h0, v1, h1: hiddenOf(v1) };
    });
    const mean = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((sum, row) => sum + of(row), 0) / 2;
    const close = (found: readonly number[], expected: readonly number[]): void => found.forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 4));
    close(node.values(node.pulls['kernel']!), [0, 1, 2, 3].map((k) => mean(({ v0, h0, v1, h1 }) => v1[k >> 1]! * h1[k & 1]! - v0[k >> 1]! * h0[k & 1]!) + 0.25 * kernel[k]!));
    close(node.values(node.pulls['hiddenBias']!), [0, 1].map((j) => mean(({ h0, h1 }) => h1[j]! - h0[j]!)));
    close(node.values(node.pulls['visibleBias']!), [0, 1].map((i) => mean(({ v0, v1 }) => v1[i]! - v0[i]!)));
  });
  it('has linear means for Gaussian units, and pulls at nothing outside of training', () => {
    const node = buildNode(rbm, { units: 1, hidden: 'gaussian', visible: 'gaussian' }, { in: input }, { batch: 1, mode: 'infer' });
    node.set(node.weights['kernel']!, 2, 3);
    node.set(node.weights['hiddenBias']!, 1);
    node.set(node.weights['visibleBias']!, 10, 20);
    node.set(node.inputs['in']![0]!, 4, 5);
    expect(node.values(node.outputs['hidden']!)).toEqual([24]);
    expect(node.values(node.outputs['reconstruction']!)).toEqual([58, 92]);
    expect(node.pulls).toEqual({});
  });
});

describe('a player who follows an RBM alone', () => {
  beforeAll(async () => {
    await chooseBackend('wasm');
  });
  it('learns what there is: four patterns of eight bits', async () => {
    const bits = [0b11110000, 0b00001111, 0b11001100, 0b10101010];
    const table: DataTable = { name: 'bits', shape: [8], range: 'unit', count: 64, values: Float32Array.from({ length: 512 }, (_, i) => (bits[(i >> 3) % 4]! >> (i & 7)) & 1), scale: 1, labels: null, labelNames: null, factors: null };
    const document = graph()
      .node('dataset', { source: 'file', fileName: 'bits.npy', shape: [8], scaling: 'as-is' })
      .node('rbm', { units: 16 })
      .wire('dataset.data', 'rbm.in')
      .training({ batchSize: 16, validationSplit: 0, optimizer: { kind: 'sgd', learningRate: 0.2, momentum: 0.5 } })
      .done();
    const session = await Session.open({ document, data: { dataset: table } });
    session.mustLearn();
    const before = (await session.stepAndRead()).values['reconstruction error']!;
    for (let step = 0; step < 600; step++) session.stepBlind();
    expect((await session.stepAndRead()).values['reconstruction error']!).toBeLessThan(before / 8);
    session.dispose();
  });
});
