/** Transposed convolution over the places of a sequence: the way back of Conv1D, from few places to many. */
import { sideMost } from '../document/shape';
import { activationField, activationOf, kernelInit } from './activations';
import { biasFields, biasWeights } from './bias';
import { convolveFields, repeatPlaces } from './conv1d-places';
import { defineLayer } from './definition';
import { withoutPadding } from './masks';
import { notASequence, tooLong } from './sequence';

export const conv1dTranspose = defineLayer({
  kind: 'conv1d-transpose',
  title: 'ConvTranspose1D',
  help: 'Spreads each place of a sequence over its neighbours: the way back of Conv1D. A stride of 2 doubles the places.',
  words: ['deconvolution', 'deconv', 'transposed convolution', 'temporal', 'upsample', 'time', 'sound', 'audio', 'speech'],
  category: 'sequence',
  fields: {
    ...convolveFields('How many times as many places it gives.'),
    places: { type: 'integer', label: 'Places', help: 'Places it gives, such as 27 at a stride of 2, where 14 would give 28. 0 is input times stride.', default: 0, min: 0, max: sideMost, advanced: true },
    activation: activationField('relu'),
    ...biasFields('channel'),
  },
  summary: ({ filters, kernel, stride, activation }) => `${filters} × ${kernel}${stride === 1 ? '' : ` · ×${stride}`} · ${activation}`,
  infer({ filters, stride, places }, input) {
    const usual = (input[0] ?? 0) * stride;
    const problem = notASequence(input) ?? tooLong(input, usual, filters);
    if (problem) return problem;
    // Only these lead to the input under a convolution of this stride.
    const least = usual - stride + 1;
    if (places === 0 || (places >= least && places <= usual)) return [places || usual, filters];
    return {
      expected: least === usual ? `an output of ${usual} places` : `an output of ${least} to ${usual} places`,
      found: String(places),
      cure: 'Set Places to 0.',
      set: [{ label: 'Set Places to 0', params: { places: 0 } }],
    };
  },
  weights({ filters, kernel, activation, bias, biasStart }, [, channels]) {
    return [{ name: 'kernel', shape: [kernel, filters, channels!], init: kernelInit(activation, kernel * channels!, kernel * filters) }, ...biasWeights({ bias, biasStart }, filters)];
  },
  mask: () => 'uses',
  maskAfter: ({ stride, places }, mask, b) => repeatPlaces(b, mask, stride, places || mask.shape[1]! * stride),
  build({ filters, kernel, stride, places, activation, bias }, x, { b, weight, mask }) {
    const [batch, count, channels] = x.shape as readonly [number, number, number];
    const result = places || count * stride;
    if (result > count * stride || result <= (count - 1) * stride) throw new Error(`internal: ${result} places of ${count} by a stride of ${stride}`);
    // Conv1D sees as much before its first place.
    const before = Math.floor((kernel - 1) / 2);
    const reached = Math.max((count - 1) * stride + kernel, before + result);
    const line = b.reshape(withoutPadding(b, x, mask), [batch, 1, count, channels]);
    const spread = b.conv2dTranspose(line, b.reshape(weight('kernel'), [1, kernel, filters, channels]), [batch, 1, reached, filters], [1, stride], 'valid');
    const y = reached === result ? spread : b.slice(spread, [0, 0, before, 0], [batch, 1, result, filters]);
    return b.reshape(activationOf(activation).build(b, bias ? b.add(y, weight('bias')) : y), [batch, result, filters]);
  },
  reach: ({ activation }) => activationOf(activation).reach,
  mirror: ({ kernel, stride, activation, bias }, [, channels]) => [{ kind: 'conv1d', params: { filters: channels!, kernel, stride, activation, bias } }],
});
