import { layerText } from '../codegen/typescript/stack';
import { describe, expect, it } from 'vitest';
import { buildLayer, problemOf, runLayer, testLayer } from '../testing/test-layer';
import { activations } from './activations';
import { dense } from './dense';

describe('dense', () => {
  testLayer(dense, [
    { params: { units: 3 }, input: [4], output: [3], weights: 15, mirror: ['dense'] },
    { params: { units: 2, bias: false, activation: 'linear' }, input: [5], output: [2], weights: 10, mirror: ['dense'] },
    { params: { units: 2, activation: 'tanh' }, input: [5, 3], output: [5, 2], weights: 8, mirror: ['dense'] },
    ...Object.keys(activations).map((activation) => ({ params: { units: 2, activation }, input: [3], output: [2], weights: 8, mirror: ['dense'] })),
  ]);
  it('treats each place of a sequence alone, as one of that place would be', () => {
    const sequence = buildLayer(dense, { units: 2 }, [3, 4], 'infer', 2);
    const place = buildLayer(dense, { units: 2 }, [4], 'infer', 6);
    place.given[place.x.id] = sequence.given[sequence.x.id]!;
    expect(runLayer(sequence)).toEqual(runLayer(place));
  });
  it('asks for a Flatten before it', () => {
    expect(problemOf(dense, {}, [28, 28, 1])).toBe('takes a vector, and gets [batch, 28, 28, 1]. Put a Flatten before it.');
  });
  it('starts wider before a rectifier', () => {
    expect(dense.weights({ units: 3, activation: 'relu', bias: true }, [4])[0]!.init).toEqual({ kind: 'heNormal', fanIn: 4, fanOut: 3 });
    expect(dense.weights({ units: 3, activation: 'tanh', bias: true }, [4])[0]!.init).toEqual({ kind: 'glorotUniform', fanIn: 4, fanOut: 3 });
  });
  it('starts its bias where it is told to, here and in tf.layers', () => {
    const params = { units: 3, biasStart: -1.5, activation: 'linear', bias: true };
    expect(dense.weights(params, [4])[1]).toEqual({ name: 'bias', shape: [3], init: { kind: 'constant', value: -1.5 } });
    expect(layerText(dense, params, { name: 'hidden', input: [4], output: [3], custom: (name) => name })[0]).toContain('biasInitializer: tf.initializers.constant({ value: -1.5 })');
    expect(dense.weights({ ...params, bias: false }, [4])).toHaveLength(1);
  });
  it('writes a leaky ReLU as a layer of its own', () => {
    const lines = layerText(dense, { units: 3, biasStart: 0, activation: 'leaky-relu', bias: true }, { name: 'hidden', input: [4], output: [3], custom: (name) => name });
    expect(lines).toEqual(["tf.layers.dense({ name: 'hidden', units: 3, kernelInitializer: ops.heNormal(4) })", "tf.layers.leakyReLU({ name: 'hidden_activation', alpha: 0.2 })"]);
  });
});
