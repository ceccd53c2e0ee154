import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../document/types';
import { useCpu } from '../testing/run-program';
import { buildNode, inferNode, termFaults } from '../testing/test-node';
import { derive } from '../program/backward';
import { codebook } from './codebook';

beforeAll(useCpu);
const inputs = { in: [{ tag: 'features', shape: [2] }] } as const;
/** Three vectors and two codes: two vectors near the first code, one near the second. */
function build(params: Params, mode: 'train' | 'evaluate' | 'infer' = 'train') {
  const built = buildNode(codebook, { size: 2, restart: 0, ...params }, inputs, { mode });
  built.set(built.inputs['in']![0]!, 1, 0, 0, 1, 9, 9);
  built.set(built.weights['codebook']!, 0, 0, 10, 10);
  if (built.weights['clusterSize']) {
    built.set(built.weights['clusterSize'], 1, 1);
    built.set(built.weights['embedSum']!, 0, 0, 10, 10);
  }
  return built;
}
const near = (found: number[], expected: number[], digits = 4): void => found.forEach((value, i) => expect(value, `element ${i}`).toBeCloseTo(expected[i]!, digits));

describe('codebook', () => {
  it('gives the nearest codes, and the gradient to the features', () => {
    const built = build({});
    near(built.values(built.outputs['code']!), [0, 0, 0, 0, 10, 10]);
    near(built.values(built.outputs['indices']!), [0, 0, 1]);
    near(built.values(derive(built.b, built.b.sum(built.outputs['code']!), [built.inputs['in']![0]!])[0]!), [1, 1, 1, 1, 1, 1]);
  });
  it('has the distance to the codes as commitment, per item', () => {
    const built = build({ commitment: 0.5 });
    expect(built.terms['commitment']!.weight).toBe(0.5);
    near(built.values(built.terms['commitment']!.value), [(1 + 1 + 2) / 3]);
    expect(termFaults(built, built.terms['commitment']!.value, [built.inputs['in']![0]!])).toEqual([]);
  });
  it('pulls the codes by their own term when learning by gradient', () => {
    const built = build({ estimator: 'gradient' });
    expect(inferNode(codebook, { estimator: 'gradient' }, inputs).weights!.map(({ name, trainable }) => [name, trainable])).toEqual([['codebook', true]]);
    expect(termFaults(built, built.terms['codebook']!.value, [built.weights['codebook']!])).toEqual([]);
    near(built.values(derive(built.b, built.terms['codebook']!.value, [built.inputs['in']![0]!])[0]!), [0, 0, 0, 0, 0, 0]);
  });
  it('moves averages, and codes with them', () => {
    const built = build({ decay: 0.5 });
    near(built.values(built.updates['clusterSize']!), [1.5, 1]);
    near(built.values(built.updates['embedSum']!), [0.5, 0.5, 9.5, 9.5]);
    near(built.values(built.updates['codebook']!), [1 / 3, 1 / 3, 9.5, 9.5], 3);
  });
  it('puts a dead code on a vector of the batch', () => {
    const built = build({ decay: 0.5, restart: 1.2 });
    const [code, size] = [built.values(built.updates['codebook']!), built.values(built.updates['clusterSize']!)];
    near(size, [1.5, 2.4]);
    expect([[1, 0], [0, 1], [9, 9]].some(([x, y]) => Math.abs(code[2]! - x!) + Math.abs(code[3]! - y!) < 1e-5)).toBe(true);
    near(built.values(built.updates['embedSum']!).slice(2), [code[2]! * 2.4, code[3]! * 2.4]);
  });
  it('measures how many codes are in use', () => {
    const built = build({});
    near(built.values(built.metrics['used codes']!), [2]);
    near(built.values(built.metrics['perplexity']!), [Math.exp(-(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3))]);
  });
  it('compares directions with cosine', () => {
    const built = build({ cosine: true });
    built.set(built.weights['codebook']!, 5, 0, 0, 0.1);
    built.set(built.inputs['in']![0]!, 0.1, 0, 0, 7, 1, 3);
    near(built.values(built.outputs['code']!), [1, 0, 0, 1, 0, 1], 3);
  });
  it('changes nothing outside training', () => {
    expect(build({}, 'evaluate').updates).toEqual({});
    expect(build({}, 'infer').terms).toEqual({});
  });
  it('works on grids', () => {
    const grid = { in: [{ tag: 'features', shape: [2, 3, 4] }] } as const;
    const built = buildNode(codebook, { size: 5 }, grid);
    expect(built.outputs['indices']!.shape).toEqual([3, 2, 3]);
    expect(inferNode(codebook, { size: 5 }, grid).outputs['indices']).toEqual({ tag: 'indices', shape: [2, 3], classes: 5 });
  });
});
