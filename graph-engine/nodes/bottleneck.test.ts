import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../document/types';
import { useCpu } from '../testing/run-program';
import { buildNode, inferNode, termFaults } from '../testing/test-node';
import { derive } from '../program/backward';
import { bottleneck } from './bottleneck';

beforeAll(useCpu);
const inputs = { in: [{ tag: 'features', shape: [4] }] } as const;
const build = (params: Params, options = {}) => buildNode(bottleneck, params, inputs, options);

describe('vector', () => {
  it('passes what has the right size, and projects the rest', () => {
    const passed = build({ kind: 'vector', size: 4 });
    expect(passed.outputs['code']).toBe(passed.inputs['in']![0]);
    expect(inferNode(bottleneck, { size: 4 }, inputs).weights).toEqual([]);
    expect(inferNode(bottleneck, { size: 4, projection: true }, inputs).weights).toHaveLength(2);
    const projected = build({ kind: 'vector', size: 2 });
    expect(termFaults(projected, projected.outputs['code']!, [projected.inputs['in']![0]!, ...Object.values(projected.weights)])).toEqual([]);
  });
  it('flattens an image', () => {
    const image = { in: [{ tag: 'features', shape: [2, 2, 3] }] } as const;
    expect(buildNode(bottleneck, { size: 12 }, image).outputs['code']!.shape).toEqual([3, 12]);
  });
});

describe('gaussian', () => {
  const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  const bounded = (x: number): number => 10 - softplus(10 - (softplus(x + 20) - 20));
  it('keeps the log-variance between its bounds, smoothly, and leaves usual ones as they are', () => {
    const given = [-1e30, -1e4, -40, -20, -12, -5, -1, 0, 1, 3, 10, 40, 1e4, 1e30];
    const built = buildNode(bottleneck, { kind: 'gaussian', size: 1 }, { in: [{ tag: 'features', shape: [1] }] }, { batch: given.length });
    for (const name of ['mean.kernel', 'mean.bias', 'logVariance.bias']) built.set(built.weights[name]!, 0);
    built.set(built.weights['logVariance.kernel']!, 1);
    built.set(built.inputs['in']![0]!, ...given);
    const found = built.values(built.logVariances['distribution']!);
    found.forEach((value, i) => expect(value, String(given[i])).toBeCloseTo(bounded(given[i]!), 4));
    expect(Math.min(...found)).toBeGreaterThanOrEqual(-20);
    expect(Math.max(...found)).toBeLessThanOrEqual(10);
    given.forEach((x, i) => void (Math.abs(x) <= 3 && expect(Math.abs(found[i]! - x)).toBeLessThan(1e-2)));
    for (const tensor of [built.terms['kl']!.value, built.outputs['code']!]) expect(built.values(tensor).every(Number.isFinite)).toBe(true);
    const slopes = built.values(derive(built.b, built.terms['kl']!.value, [built.inputs['in']![0]!])[0]!);
    expect(slopes.every(Number.isFinite)).toBe(true);
  });
  it('has the divergence from a standard normal as its term', () => {
    const built = build({ kind: 'gaussian', size: 2, beta: 3 });
    const [mean, logVariance] = [built.values(built.outputs['mean']!), built.values(built.b.add(built.b.matMul(built.inputs['in']![0]!, built.weights['logVariance.kernel']!), built.weights['logVariance.bias']!)).map(bounded)];
    const expected = mean.reduce((total, mu, i) => total + 0.5 * (mu * mu + Math.exp(logVariance[i]!) - 1 - logVariance[i]!), 0) / 3;
    expect(built.values(built.terms['kl']!.value)[0]).toBeCloseTo(expected, 4);
    expect(built.terms['kl']!.weight).toBe(3);
    const all = [built.inputs['in']![0]!, ...Object.values(built.weights)];
    expect(termFaults(built, built.terms['kl']!.value, all)).toEqual([]);
    expect(termFaults(built, built.outputs['code']!, all)).toEqual([]);
  });
  it('draws with the standard deviation of its log-variance', () => {
    const built = buildNode(bottleneck, { kind: 'gaussian', size: 1 }, { in: [{ tag: 'features', shape: [1] }] }, { batch: 4000 });
    for (const [name, value] of [['mean.kernel', 0], ['mean.bias', 5], ['logVariance.kernel', 0], ['logVariance.bias', Math.log(4)]] as const) built.set(built.weights[name]!, value);
    const code = built.values(built.outputs['code']!);
    const mean = code.reduce((a, n) => a + n, 0) / 4000;
    expect(Math.abs(mean - 5)).toBeLessThan(0.12);
    expect(Math.abs(Math.sqrt(code.reduce((a, n) => a + (n - mean) ** 2, 0) / 4000) - 2)).toBeLessThan(0.1);
  });
  it('gives the mean at inference', () => {
    const built = build({ kind: 'gaussian', size: 2 }, { mode: 'infer' });
    expect(built.outputs['code']).toBe(built.outputs['mean']);
    expect(built.terms).toEqual({});
    expect(built.b.ops.some(({ kind }) => kind === 'randomNormal')).toBe(false);
  });
  it('warms β up while training, and has it whole in evaluation', () => {
    const { schedules } = build({ kind: 'gaussian', beta: 4, warmupSteps: 10 });
    expect([0, 5, 10, 99].map(schedules['beta']!)).toEqual([0, 2, 4, 4]);
    expect(build({ kind: 'gaussian', beta: 4, warmupSteps: 10 }, { mode: 'evaluate' }).terms['kl']!.weight).toBe(4);
  });
  it('lets β fall from a first value, which is nothing without warm-up', () => {
    const { schedules } = build({ kind: 'gaussian', beta: 4, startBeta: 40, warmupSteps: 10 });
    expect([0, 5, 10, 99].map(schedules['beta']!)).toEqual([40, 22, 4, 4]);
    expect(build({ kind: 'gaussian', beta: 4, startBeta: 40 }).terms['kl']!.weight).toBe(4);
  });
  it('charges no dimension for its free bits', () => {
    const built = build({ kind: 'gaussian', size: 2, freeBits: 100 });
    expect(built.values(built.terms['kl']!.value)[0]).toBeCloseTo(200, 3);
    const [slope] = derive(built.b, built.terms['kl']!.value, [built.weights['mean.kernel']!]);
    expect(built.values(slope!).every((value) => value === 0)).toBe(true);
  });
});

describe('binary', () => {
  it('gives 0 and 1 with the gradient of the probabilities', () => {
    for (const estimator of ['sample', 'threshold']) {
      const built = build({ kind: 'binary', size: 3, estimator });
      expect(built.values(built.outputs['code']!).every((bit) => Math.abs(bit) < 1e-6 || Math.abs(bit - 1) < 1e-6)).toBe(true);
      const [through, direct] = [built.outputs['code']!, built.outputs['probabilities']!].map((y) => built.values(derive(built.b, built.b.sum(y), [built.inputs['in']![0]!])[0]!));
      through!.forEach((value, i) => expect(value).toBeCloseTo(direct![i]!, 5));
    }
  });
  it('draws ones as often as the probabilities say', () => {
    const built = buildNode(bottleneck, { kind: 'binary', size: 1 }, { in: [{ tag: 'features', shape: [1] }] }, { batch: 4000 });
    built.set(built.weights['head.kernel']!, 0);
    built.set(built.weights['head.bias']!, Math.log(0.3 / 0.7));
    expect(built.values(built.outputs['code']!).reduce((a, n) => a + n, 0) / 4000).toBeCloseTo(0.3, 1);
  });
});

describe('categorical', () => {
  const params = { kind: 'categorical', groups: 2, classes: 3 };
  it.each(['gumbel', 'straight-through'])('gives one 1 in each group (%s)', (relaxation) => {
    const built = build({ ...params, relaxation });
    const code = built.values(built.outputs['code']!);
    for (let i = 0; i < code.length; i += 3) expect(code.slice(i, i + 3).map(Math.round).sort()).toEqual([0, 0, 1]);
    const [slope] = derive(built.b, built.b.sum(built.b.square(built.outputs['code']!)), [built.weights['head.kernel']!]);
    expect(built.values(slope!).some((value) => value !== 0)).toBe(true);
  });
  it('chooses the likeliest class at inference', () => {
    const built = build(params, { mode: 'infer' });
    const [code, indices] = [built.values(built.outputs['code']!), built.values(built.outputs['indices']!)];
    indices.forEach((index, group) => expect(code[group * 3 + index]).toBe(1));
    expect(built.b.ops.some(({ kind }) => kind === 'randomUniform')).toBe(false);
  });
  it('cools down', () => {
    const { schedules } = build({ ...params, temperature: 1, endTemperature: 0.5, annealSteps: 100 });
    expect([0, 50, 100, 500].map(schedules['temperature']!)).toEqual([1, 0.75, 0.5, 0.5]);
  });
  it('is charged for classes that a batch does not use, and for nothing where it uses all alike', () => {
    const balanced = (...logits: number[]) => {
      const built = buildNode(bottleneck, { ...params, balance: 7 }, { in: [{ tag: 'features', shape: [1] }] });
      built.set(built.weights['head.kernel']!, 0, 0, 0, 0, 0, 0);
      built.set(built.weights['head.bias']!, ...logits);
      return built;
    };
    const even = balanced(0, 0, 0, 0, 0, 0);
    expect(even.values(even.terms['balance']!.value)[0]).toBeCloseTo(0, 5);
    const collapsed = balanced(30, 0, 0, 0, 0, 0);
    expect(collapsed.values(collapsed.terms['balance']!.value)[0]).toBeCloseTo(Math.log(3), 5);
    expect(collapsed.terms['balance']!.weight).toBe(7);
    const some = build({ ...params, balance: 1 });
    expect(termFaults(some, some.terms['balance']!.value, [some.inputs['in']![0]!, ...Object.values(some.weights)])).toEqual([]);
    expect(build(params).terms).toEqual({});
    expect(build({ ...params, balance: 1 }, { mode: 'infer' }).terms).toEqual({});
  });
  it('draws classes as often as their probabilities say', () => {
    const built = buildNode(bottleneck, { kind: 'categorical', groups: 1, classes: 2 }, { in: [{ tag: 'features', shape: [1] }] }, { batch: 4000 });
    built.set(built.weights['head.kernel']!, 0, 0);
    built.set(built.weights['head.bias']!, Math.log(0.8), Math.log(0.2));
    const ones = built.values(built.outputs['code']!).filter((value, i) => i % 2 === 0 && value > 0.5).length;
    expect(ones / 4000).toBeCloseTo(0.8, 1);
  });
});
