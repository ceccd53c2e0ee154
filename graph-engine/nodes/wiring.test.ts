/** Concat, Add, Split, Detach, Prior, Encoder and Decoder alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { PortType } from '../document/port-type';
import { derive } from '../program/backward';
import { useCpu } from '../testing/run-program';
import { buildNode, inferNode, termFaults } from '../testing/test-node';
import { add } from './add';
import { concat } from './concat';
import { dataset } from './dataset';
import { decoder } from './decoder';
import { detach } from './detach';
import { prior } from './prior';
import { split } from './split';

beforeAll(useCpu);
const code = (...shape: number[]): PortType => ({ tag: 'code', shape });

describe('wiring', () => {
  it('concatenates', () => {
    const built = buildNode(concat, {}, { in: [code(2), code(3)] });
    expect(inferNode(concat, {}, { in: [code(2), { tag: 'features', shape: [3] }] }).outputs['out']).toEqual({ tag: 'features', shape: [5] });
    expect(termFaults(built, built.outputs['out']!, built.inputs['in']!)).toEqual([]);
  });
  it('adds', () => {
    const built = buildNode(add, {}, { in: [code(2), code(2), code(2)] });
    expect(termFaults(built, built.outputs['out']!, built.inputs['in']!)).toEqual([]);
  });
  it('splits', () => {
    const built = buildNode(split, { sizes: [1, -1, 2] }, { in: [code(2, 6)] });
    expect(Object.values(built.outputs).map(({ shape }) => shape)).toEqual([[3, 2, 1], [3, 2, 3], [3, 2, 2]]);
    built.set(built.inputs['in']![0]!, ...Array.from({ length: 36 }, (_, i) => i));
    expect(built.values(built.outputs['part2']!).slice(0, 6)).toEqual([1, 2, 3, 7, 8, 9]);
    expect(inferNode(split, { sizes: [4, 4] }, { in: [code(6)] }).diagnostics[0]).toMatchObject({ code: 'param.invalid', args: { expected: 'sizes that add up to the 6 of [batch, 6]' } });
    expect(inferNode(split, { sizes: [-1, -1] }, { in: [code(6)] }).outputs).toEqual({});
  });
  it('detaches', () => {
    const built = buildNode(detach, {}, { in: [code(2)] });
    expect(built.values(built.outputs['out']!)).toEqual(built.values(built.inputs['in']![0]!));
    expect(built.values(derive(built.b, built.b.sum(built.outputs['out']!), built.inputs['in']!)[0]!)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('prior', () => {
  const draws = (distribution: string): number[] => {
    const built = buildNode(prior, { distribution, size: 4 }, {}, { batch: 1000 });
    return built.values(built.outputs['sample']!);
  };
  const mean = (values: number[]): number => values.reduce((a, n) => a + n, 0) / values.length;
  it('draws from what it says', () => {
    const normal = draws('normal');
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((x) => x * x))).toBeCloseTo(1, 1);
    expect(mean(draws('uniform').map((x) => x * x))).toBeCloseTo(1 / 3, 1);
    expect([...new Set(draws('bernoulli'))].sort()).toEqual([0, 1]);
    const classes = draws('categorical');
    expect(classes.filter((x) => x === 1)).toHaveLength(1000);
    expect(mean(classes)).toBeCloseTo(0.25, 5);
  });
  it('takes the shape of a code', () => expect(inferNode(prior, { size: 2 }, { like: [code(3, 4)] }).outputs['sample']).toEqual(code(3, 4)));
});

describe('ends', () => {
  it.each([['sigmoid', 'unit'], ['tanh', 'signed'], ['linear', 'real']])('a Decoder with %s gives data that is %s', (output, range) => {
    expect(inferNode(decoder, { output }, { in: [code(2)] }).outputs['out']).toMatchObject({ tag: 'data', range });
  });
  it('gives logits', () => expect(inferNode(decoder, { output: 'logits' }, { in: [code(2)] }).outputs['out']).toEqual({ tag: 'logits', shape: [2] }));
  it('knows what its data look like', () => {
    const type = (params: Record<string, string>) => inferNode(dataset, params, {}).outputs['data'];
    expect(type({ source: 'digits' })).toEqual({ tag: 'data', shape: [28, 28, 1], range: 'unit', corrupted: false, source: 'node' });
    expect(type({ source: 'patterns' })).toMatchObject({ shape: [3, 3, 1], range: 'binary' });
    expect(type({ source: 'digits', scaling: 'standardised' })).toMatchObject({ range: 'standardised' });
  });
});
