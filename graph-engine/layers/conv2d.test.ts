import { describe, expect, it } from 'vitest';
import { problemOf, testLayer } from '../testing/test-layer';
import { conv2d } from './conv2d';

describe('conv2d', () => {
  testLayer(conv2d, [
    { params: { filters: 3, activation: 'tanh' }, input: [4, 6, 2], output: [2, 3, 3], weights: 57, mirror: ['conv2d-transpose'] },
    { params: { filters: 2, kernel: 2, stride: 1, padding: 'valid', bias: false }, input: [4, 3, 1], output: [3, 2, 2], weights: 8, mirror: ['conv2d-transpose'] },
    { params: { filters: 2, activation: 'elu' }, input: [5, 5, 1], output: [3, 3, 2], weights: 20, mirror: ['conv2d-transpose'] },
    { params: { filters: 2, kernel: [3, 2], stride: [1, 2], activation: 'tanh' }, input: [4, 5, 1], output: [4, 3, 2], weights: 14, mirror: ['conv2d-transpose'] },
    { params: { filters: 1, kernel: [2, 3], stride: [3, 2], padding: 'valid', activation: 'linear' }, input: [7, 6, 1], output: [2, 2, 1], weights: 7, mirror: ['conv2d-transpose'] },
  ]);
  it('counts the window in its fans', () => {
    expect(conv2d.weights({ filters: 8, kernel: 3, activation: 'tanh', bias: true }, [8, 8, 4])[0]!.init).toEqual({ kind: 'glorotUniform', fanIn: 36, fanOut: 72 });
  });
  it('lets its mirror reach rows that no window reached', () => {
    const params = { filters: 8, kernel: 11, stride: 3, padding: 'valid', activation: 'relu', bias: true } as const;
    expect(conv2d.mirror(params, [250, 250, 3], [80, 80, 8])).toMatchObject([{ kind: 'conv2d-transpose', params: { kernel: 13, stride: 3, padding: 'valid' } }]);
    const widest = { ...params, kernel: [64, 1], stride: [16, 16] } as const;
    expect(conv2d.mirror(widest, [79, 20, 1], [1, 2, 8])).toMatchObject([{ params: { kernel: [64, 4] } }, { kind: 'pad', params: { bottom: 15, right: 0 } }]);
  });
  it('says what it takes', () => {
    expect(problemOf(conv2d, {}, [784])).toContain('takes an image [batch, height, width, channels], and gets [batch, 784]');
    expect(problemOf(conv2d, { kernel: [2, 5], padding: 'valid' }, [3, 3, 1])).toContain('at least 2 × 5');
    expect(problemOf(conv2d, { kernel: 5, padding: 'valid' }, [3, 3, 1])).toContain('at least 5 × 5');
  });
});
