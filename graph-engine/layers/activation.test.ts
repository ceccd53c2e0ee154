import { describe, expect, it } from 'vitest';
import { buildLayer, runLayer, testLayer } from '../testing/test-layer';
import { activation } from './activation';
import { activations } from './activations';

const expected: Record<keyof typeof activations, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(x, 0),
  'leaky-relu': (x) => (x > 0 ? x : 0.2 * x),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  gelu: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  softplus: (x) => Math.log1p(Math.exp(x)),
};

describe('activation', () => {
  testLayer(activation, [...Object.keys(activations), 'softmax'].map((name) => ({ params: { activation: name }, input: [4], output: [4], weights: 0, mirror: ['activation'] })));
  it.each(Object.entries(expected))('%s', (name, f) => {
    const built = buildLayer(activation, { activation: name }, [5], 'infer', 1);
    built.given[built.x.id] = Float32Array.of(-3, -0.5, 0, 0.7, 2);
    const y = runLayer(built);
    [-3, -0.5, 0, 0.7, 2].forEach((x, i) => expect(y[i]).toBeCloseTo(f(x), 5));
  });
});
