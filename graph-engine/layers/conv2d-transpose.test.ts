import { describe, expect, it } from 'vitest';
import { readParams } from '../document/fields';
import { problemOf, testLayer } from '../testing/test-layer';
import { conv2dTranspose } from './conv2d-transpose';

const shown = readParams(conv2dTranspose.fields, {});

describe('conv2d-transpose', () => {
  testLayer(conv2dTranspose, [
    { params: { filters: 3, activation: 'tanh' }, input: [2, 3, 2], output: [4, 6, 3], weights: 57, mirror: ['conv2d'] },
    { params: { filters: 2, kernel: 3, stride: 2, padding: 'valid', activation: 'softplus' }, input: [2, 2, 1], output: [5, 5, 2], weights: 20, mirror: ['conv2d'] },
    { params: { filters: 1, kernel: 2, stride: 3, padding: 'valid', bias: false, activation: 'linear' }, input: [2, 2, 2], output: [5, 5, 1], weights: 8, mirror: ['conv2d'] },
    { params: { filters: 2, outputSize: [3, 6], activation: 'tanh' }, input: [2, 3, 1], output: [3, 6, 2], weights: 20, mirror: ['conv2d'] },
    { params: { filters: 2, kernel: 3, stride: [2, 3], padding: 'valid', outputSize: [6, 8], activation: 'tanh' }, input: [2, 2, 1], output: [6, 8, 2], weights: 20, mirror: ['conv2d'] },
    { params: { filters: 1, kernel: 2, stride: 3, padding: 'valid', outputSize: [7, 0], activation: 'linear' }, input: [2, 2, 2], output: [7, 5, 1], weights: 9, mirror: ['conv2d'] },
    { params: { filters: 1, kernel: [2, 4], stride: [1, 3], outputSize: [0, 5], activation: 'linear' }, input: [3, 2, 1], output: [3, 5, 1], weights: 9, mirror: ['conv2d'] },
  ]);
  it('takes the output sizes whose convolution leads to its input', () => {
    expect(problemOf(conv2dTranspose, { outputSize: 24 }, [14, 14, 1])).toContain('an output size from 27 × 27 to 28 × 28, and gets 24 × 24');
    expect(conv2dTranspose.infer({ ...shown, outputSize: 27 }, [14, 14, 1])).toEqual([27, 27, 16]);
    expect(conv2dTranspose.infer({ ...shown, outputSize: 28, padding: 'valid' }, [13, 13, 1])).toEqual([28, 28, 16]);
    expect(problemOf(conv2dTranspose, { outputSize: 29, padding: 'valid' }, [13, 13, 1])).toContain('an output size from 27 × 27 to 28 × 28, and gets 29 × 29');
    expect(problemOf(conv2dTranspose, { outputSize: 26, padding: 'valid' }, [13, 13, 1])).toContain('an output size from 27 × 27 to 28 × 28, and gets 26 × 26');
  });
  it('refuses pictures without end', () => {
    expect(problemOf(conv2dTranspose, { stride: 16 }, [512, 1024, 1])).toContain('4,096');
  });
});
