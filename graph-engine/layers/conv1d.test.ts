import { describe, expect, it } from 'vitest';
import { buildLayer, problemOf, runLayer, testLayer } from '../testing/test-layer';
import { conv1d } from './conv1d';

describe('conv1d', () => {
  testLayer(conv1d, [
    { params: { filters: 3 }, input: [5, 2], output: [5, 3], weights: 21, mirror: ['conv1d-transpose'] },
    { params: { filters: 2, kernel: 4, stride: 2, activation: 'tanh' }, input: [7, 3], output: [4, 2], weights: 26, mirror: ['conv1d-transpose'] },
    { params: { filters: 2, kernel: 1, stride: 3, activation: 'linear', bias: false }, input: [8, 2], output: [3, 2], weights: 4, mirror: ['conv1d-transpose'] },
  ]);
  it('sees each place with its neighbours, and zeros beyond the ends', () => {
    const built = buildLayer(conv1d, { filters: 1, kernel: 3, activation: 'linear', bias: false }, [4, 1], 'infer', 1);
    built.given[built.x.id] = Float32Array.of(1, 2, 3, 4);
    built.given[built.weights['kernel']!.id] = Float32Array.of(1, 10, 100);
    expect([...runLayer(built)]).toEqual([210, 321, 432, 43]);
  });
  it('begins its windows at the same places however long the sequence is', () => {
    const of = (places: number): number[] => {
      const built = buildLayer(conv1d, { filters: 1, kernel: 3, stride: 2, activation: 'linear', bias: false }, [places, 1], 'infer', 1);
      built.given[built.x.id] = Float32Array.from({ length: places }, (_, i) => i + 1);
      built.given[built.weights['kernel']!.id] = Float32Array.of(1, 10, 100);
      return [...runLayer(built)];
    };
    expect(of(5)).toEqual([210, 432, 54]);
    expect(of(6)).toEqual([210, 432, 654]);
  });
  it('asks for a sequence', () => expect(problemOf(conv1d, {}, [12])).toContain('takes a sequence [batch, places, channels]'));
});
