import { describe, expect, it } from 'vitest';
import { problemOf, testLayer } from '../testing/test-layer';
import { conv2d } from './conv2d';

describe('conv2d', () => {
  testLayer(conv2d, [
    { params: { filters: 3, activation: 'tanh' }, input: [4, 6, 2], output: [2, 3, 3], weights: 57, mirror: ['conv2d-transpose'] },
    { params: { filters: 2, kernel: 2, stride: 1, padding: 'valid', bias: false }, input: [4, 3, 1], output: [3, 2, 2], weights: 8, mirror: ['conv2d-transpose'] },
    { params: { filters: 2, activation: 'elu' }, input: [5, 5, 1], output: [3, 3, 2], weights: 20, mirror: 'leads back to 6' },
  ]);
  it('counts the window in its fans', () => {
    expect(conv2d.weights({ filters: 8, kernel: 3, activation: 'tanh', bias: true }, [8, 8, 4])[0]!.init).toEqual({ kind: 'glorotUniform', fanIn: 36, fanOut: 72 });
  });
  it('says what it takes', () => {
    expect(problemOf(conv2d, {}, [784])).toContain('takes an image [batch, height, width, channels], and gets [batch, 784]');
    expect(problemOf(conv2d, { kernel: 5, padding: 'valid' }, [3, 3, 1])).toContain('at least 5 × 5');
  });
});
