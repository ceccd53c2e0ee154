import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../document/types';
import { useCpu } from '../testing/run-program';
import { buildNode, inferNode } from '../testing/test-node';
import { noise } from './noise';

beforeAll(useCpu);
const clean = { tag: 'data', shape: [1000], range: 'unit', corrupted: false, source: 'd' } as const;
function corrupted(params: Params): number[] {
  const built = buildNode(noise, params, { in: [clean] }, { batch: 4 });
  built.set(built.inputs['in']![0]!, ...new Array<number>(4000).fill(0.5));
  return built.values(built.outputs['out']!);
}
const share = (values: number[], wanted: (value: number) => boolean): number => values.filter(wanted).length / values.length;

describe('noise', () => {
  it('masks its share', () => expect(share(corrupted({ kind: 'masking', share: 0.25 }), (x) => x === 0)).toBeCloseTo(0.25, 1));
  it('scatters salt and pepper', () => {
    const values = corrupted({ kind: 'salt-and-pepper', share: 0.4 });
    expect(share(values, (x) => x === 0)).toBeCloseTo(0.2, 1);
    expect(share(values, (x) => x === 1)).toBeCloseTo(0.2, 1);
    expect(share(values, (x) => x === 0.5)).toBeCloseTo(0.6, 1);
  });
  it('adds normal noise', () => {
    const values = corrupted({ kind: 'gaussian', deviation: 0.3 });
    const mean = values.reduce((a, n) => a + n, 0) / values.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(Math.sqrt(values.reduce((a, n) => a + (n - mean) ** 2, 0) / values.length)).toBeCloseTo(0.3, 1);
  });
  it('lets everything through at inference', () => {
    const built = buildNode(noise, {}, { in: [clean] }, { mode: 'infer' });
    expect(built.outputs['out']).toBe(built.inputs['in']![0]);
  });
  it('says that the data is corrupted', () => {
    expect(inferNode(noise, { kind: 'masking' }, { in: [clean] }).outputs['out']).toEqual({ ...clean, corrupted: true });
    expect(inferNode(noise, { kind: 'gaussian' }, { in: [clean] }).outputs['out']).toMatchObject({ corrupted: true, range: 'real' });
  });
});
