import { describe, expect, it } from 'vitest';
import { buildLayer, problemOf, runLayer, testLayer } from '../testing/test-layer';
import { pad } from './pad';

const values = (params: Record<string, number | string>): number[] => {
  const built = buildLayer(pad, { top: 0, bottom: 0, left: 0, right: 0, ...params }, [2, 2, 1], 'infer', 1);
  built.given[built.x.id] = Float32Array.of(1, 2, 3, 4);
  return [...runLayer(built)];
};

describe('pad', () => {
  testLayer(pad, [
    { input: [2, 3, 2], output: [3, 4, 2], weights: 0, mirror: ['crop'] },
    { params: { top: 2, bottom: 1, left: 0, right: 3, mode: 'edge' }, input: [2, 1, 2], output: [5, 4, 2], weights: 0, mirror: ['crop'] },
  ]);
  it('adds zeros', () => expect(values({ top: 1, right: 1 })).toEqual([0, 0, 0, 1, 2, 0, 3, 4, 0]));
  it('repeats the edge', () => {
    expect(values({ bottom: 2, mode: 'edge' })).toEqual([1, 2, 3, 4, 3, 4, 3, 4]);
    expect(values({ top: 1, left: 2, mode: 'edge' })).toEqual([1, 1, 1, 2, 1, 1, 1, 2, 3, 3, 3, 4]);
  });
  it('refuses pictures without end', () => expect(problemOf(pad, { top: 60_000, left: 60_000 }, [3, 8, 1])).toContain('4,096'));
});
