/** Dense: every unit sees every input; of a sequence [places, channels] every input of its place, with the same weights in all of them. */
import { printShape, sizeOf } from '../document/shape';
import { activationField, activationOf, kernelInit } from './activations';
import { biasFields, biasWeights } from './bias';
import { defineLayer } from './definition';
import { alongChannels } from './masks';

/** As many as the largest image has values after its first convolutions; what it all costs is bounded by the parameters of the node. */
const unitLimit = 16_777_216;

export const dense = defineLayer({
  kind: 'dense',
  title: 'Dense',
  help: 'Every unit is a weighted sum of all inputs, then the activation. Of a sequence, each place is treated alone.',
  words: ['linear', 'feed-forward', 'time distributed', 'fully connected', 'fc', 'mlp', 'perceptron', 'matmul'],
  category: 'core',
  fields: {
    units: { type: 'integer', label: 'Units', help: 'Numbers it gives.', default: 128, min: 1, max: unitLimit },
    activation: activationField('relu'),
    ...biasFields('unit'),
  },
  summary: ({ units, activation }) => `${units} · ${activation}`,
  infer({ units }, input) {
    if (input.length === 1 || input.length === 2) return [...input.slice(0, -1), units];
    return { expected: 'a vector', found: printShape(input), cure: 'Put a Flatten before it.', insert: [{ kind: 'flatten', params: {} }] };
  },
  mask: alongChannels,
  weights({ units, activation, bias, biasStart }, input) {
    const size = input.at(-1)!;
    return [{ name: 'kernel', shape: [size, units], init: kernelInit(activation, size, units) }, ...biasWeights({ bias, biasStart }, units)];
  },
  build({ units, activation, bias }, x, { b, weight }) {
    const rows = b.reshape(x, [sizeOf(x.shape.slice(0, -1)), x.shape.at(-1)!]);
    const product = b.matMul(rows, weight('kernel'));
    const y = activationOf(activation).build(b, bias ? b.add(product, weight('bias')) : product);
    return b.reshape(y, [...x.shape.slice(0, -1), units]);
  },
  reach: ({ activation }) => activationOf(activation).reach,
  mirror: ({ activation, bias }, input) => [{ kind: 'dense', params: { units: input.at(-1)!, activation, bias } }],
});
