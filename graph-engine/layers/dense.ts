/** Dense: every unit sees every input. */
import { printShape } from '../document/shape';
import { activationField, activationOf, kernelInit } from './activations';
import { biasFields, biasWeights } from './bias';
import { defineLayer } from './definition';
import { alongChannels } from './masks';

/** As many as the largest image has values after its first convolutions; what it all costs is bounded by the parameters of the node. */
const unitLimit = 16_777_216;

export const dense = defineLayer({
  kind: 'dense',
  title: 'Dense',
  help: 'Every unit is a weighted sum of all inputs, then the activation.',
  words: ['linear', 'fully connected', 'fc', 'mlp', 'perceptron', 'matmul'],
  category: 'core',
  fields: {
    units: { type: 'integer', label: 'Units', help: 'Numbers it gives.', default: 128, min: 1, max: unitLimit },
    activation: activationField('relu'),
    ...biasFields('unit'),
  },
  summary: ({ units, activation }) => `${units} · ${activation}`,
  infer({ units }, input) {
    if (input.length === 1) return [units];
    return { expected: 'a vector', found: printShape(input), cure: 'Put a Flatten before it.', insert: [{ kind: 'flatten', params: {} }] };
  },
  mask: alongChannels,
  weights({ units, activation, bias, biasStart }, [size]) {
    return [{ name: 'kernel', shape: [size!, units], init: kernelInit(activation, size!, units) }, ...biasWeights({ bias, biasStart }, units)];
  },
  build({ activation, bias }, x, { b, weight }) {
    const product = b.matMul(x, weight('kernel'));
    return activationOf(activation).build(b, bias ? b.add(product, weight('bias')) : product);
  },
  reach: ({ activation }) => activationOf(activation).reach,
  mirror: ({ activation, bias }, [size]) => [{ kind: 'dense', params: { units: size!, activation, bias } }],
});
