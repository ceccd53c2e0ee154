import { describe, expect, it } from 'vitest';
import { problemOf, testLayer } from '../testing/test-layer';
import { conv2dTranspose } from './conv2d-transpose';

describe('conv2d-transpose', () => {
  testLayer(conv2dTranspose, [
    { params: { filters: 3, activation: 'tanh' }, input: [2, 3, 2], output: [4, 6, 3], weights: 57, mirror: ['conv2d'] },
    { params: { filters: 2, kernel: 3, stride: 2, padding: 'valid', activation: 'softplus' }, input: [2, 2, 1], output: [5, 5, 2], weights: 20, mirror: ['conv2d'] },
    { params: { filters: 1, kernel: 2, stride: 3, padding: 'valid', bias: false, activation: 'linear' }, input: [2, 2, 2], output: [5, 5, 1], weights: 8, mirror: ['conv2d'] },
  ]);
  it('refuses pictures without end', () => {
    expect(problemOf(conv2dTranspose, { stride: 16 }, [512, 512, 1])).toContain('4,096');
  });
});
