import { describe, expect, it } from 'vitest';
import { buildLayer, runLayer, testLayer } from '../testing/test-layer';
import { dropout } from './dropout';

describe('dropout', () => {
  testLayer(dropout, [
    { params: { rate: 0.5 }, input: [6], output: [6], weights: 0, mirror: ['dropout'] },
    { params: { rate: 0 }, input: [2, 2, 1], output: [2, 2, 1], weights: 0, mirror: ['dropout'] },
  ]);
  it('drops its share and keeps the mean', () => {
    const built = buildLayer(dropout, { rate: 0.25 }, [1000], 'train', 10);
    built.given[built.x.id] = new Float32Array(10_000).fill(1);
    const y = runLayer(built);
    expect(y.filter((value) => value === 0).length / 10_000).toBeCloseTo(0.25, 1);
    expect(y.reduce((a, n) => a + n, 0) / 10_000).toBeCloseTo(1, 1);
  });
  it('does nothing outside training', () => {
    const built = buildLayer(dropout, { rate: 0.5 }, [4], 'evaluate');
    expect(built.y).toBe(built.x);
  });
});
