/** Convolution over the places of a sequence, each with its neighbours on both sides. */
import { activationField, activationOf, kernelInit } from './activations';
import { biasFields, biasWeights } from './bias';
import { defineLayer } from './definition';
import { convolveFields, everyPlace } from './conv1d-places';
import { withoutPadding } from './masks';
import { notASequence } from './sequence';

export const conv1d = defineLayer({
  kind: 'conv1d',
  title: 'Conv1D',
  help: 'Slides small filters over the places of a sequence, with zeros around it. A stride of 2 halves its places.',
  words: ['convolution', 'temporal convolution', 'time', 'cnn', 'filter', 'kernel', 'downsample', 'strided', 'text', 'sound', 'audio', 'speech'],
  category: 'sequence',
  fields: {
    ...convolveFields('Step between two places of the filter.'),
    activation: activationField('relu'),
    ...biasFields('channel'),
  },
  summary: ({ filters, kernel, stride, activation }) => `${filters} × ${kernel}${stride === 1 ? '' : ` / ${stride}`} · ${activation}`,
  infer: ({ filters, stride }, input) => notASequence(input) ?? [Math.ceil(input[0]! / stride), filters],
  weights({ filters, kernel, activation, bias, biasStart }, [, channels]) {
    return [{ name: 'kernel', shape: [kernel, channels!, filters], init: kernelInit(activation, kernel * channels!, kernel * filters) }, ...biasWeights({ bias, biasStart }, filters)];
  },
  mask: () => 'uses',
  maskAfter: ({ stride }, mask, b) => everyPlace(b, mask, stride),
  build({ filters, kernel, stride, activation, bias }, x, { b, weight, mask }) {
    const [batch, places, channels] = x.shape as readonly [number, number, number];
    const result = Math.ceil(places / stride);
    // The first window starts so far before the first place, however long the sequence is: padding at its end moves nothing.
    const before = Math.floor((kernel - 1) / 2);
    const behind = Math.max(0, (result - 1) * stride + kernel - before - places);
    const line = b.reshape(withoutPadding(b, x, mask), [batch, 1, places, channels]);
    const wide = before + behind === 0 ? line : b.pad(line, [0, 0, 0, 0, before, behind, 0, 0]);
    const y = b.conv2d(wide, b.reshape(weight('kernel'), [1, kernel, channels, filters]), [1, stride], 'valid');
    return b.reshape(activationOf(activation).build(b, bias ? b.add(y, weight('bias')) : y), [batch, result, filters]);
  },
  reach: ({ activation }) => activationOf(activation).reach,
  mirror: ({ kernel, stride, activation, bias }, [places, channels], [result]) => [
    { kind: 'conv1d-transpose', params: { filters: channels!, kernel, stride, places: places === result! * stride ? 0 : places!, activation, bias } },
  ],
});
