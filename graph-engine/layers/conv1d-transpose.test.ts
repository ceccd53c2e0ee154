import { describe, expect, it } from 'vitest';
import { buildLayer, problemOf, runLayer, testLayer } from '../testing/test-layer';
import { conv1dTranspose } from './conv1d-transpose';

describe('conv1d-transpose', () => {
  testLayer(conv1dTranspose, [
    { params: { filters: 3 }, input: [5, 2], output: [5, 3], weights: 21, mirror: ['conv1d'] },
    { params: { filters: 2, kernel: 4, stride: 2, places: 7, activation: 'tanh' }, input: [4, 3], output: [7, 2], weights: 26, mirror: ['conv1d'] },
    { params: { filters: 2, kernel: 1, stride: 3, activation: 'linear', bias: false }, input: [3, 2], output: [9, 2], weights: 4, mirror: ['conv1d'] },
  ]);
  it('spreads each place over its neighbours, as Conv1D gathered them', () => {
    const built = buildLayer(conv1dTranspose, { filters: 1, kernel: 3, stride: 2, activation: 'linear', bias: false }, [2, 1], 'infer', 1);
    built.given[built.x.id] = Float32Array.of(1, 2);
    built.given[built.weights['kernel']!.id] = Float32Array.of(1, 10, 100);
    expect([...runLayer(built)]).toEqual([10, 102, 20, 200]);
  });
  it('says which numbers of places lead to its input', () => {
    expect(problemOf(conv1dTranspose, { stride: 2, places: 12 }, [5, 2])).toBe('takes an output of 9 to 10 places, and gets 12. Set Places to 0.');
    expect(problemOf(conv1dTranspose, { stride: 16 }, [5000, 2])).toContain('Use a smaller stride.');
  });
});
