/** Convolution over height and width. */
import { convolvedSize } from '../document/shape';
import { activationField, activationOf, kernelInit } from './activations';
import { defineLayer } from './definition';
import { notAnImage, paddingField, sizeField, tooSmall } from './image';
import { tfActivated } from './tf-layer';

export const conv2d = defineLayer({
  kind: 'conv2d',
  title: 'Conv2D',
  help: 'Slides small filters over the image. A stride of 2 halves its height and width.',
  category: 'convolution',
  fields: {
    filters: { type: 'integer', label: 'Filters', help: 'Channels it gives.', default: 16, min: 1, max: 4096 },
    kernel: sizeField('Kernel', 'Height and width of a filter.', 3),
    stride: sizeField('Stride', 'Step between two places of the filter.', 2, 16),
    padding: paddingField,
    activation: activationField('relu'),
    bias: { type: 'boolean', label: 'Bias', help: 'Adds a learned constant to each channel.', default: true, advanced: true },
  },
  summary: ({ filters, kernel, stride, activation }) => `${filters} × ${kernel}×${kernel} / ${stride} · ${activation}`,
  infer({ filters, kernel, stride, padding }, input) {
    const problem = notAnImage(input);
    if (problem) return problem;
    const [height, width] = input as readonly [number, number, number];
    if (padding === 'valid' && Math.min(height, width) < kernel) return tooSmall(input, kernel, 'kernel');
    return [convolvedSize(height, kernel, stride, padding), convolvedSize(width, kernel, stride, padding), filters];
  },
  weights({ filters, kernel, activation, bias }, [, , channels]) {
    const area = kernel * kernel;
    const filter = {
      name: 'kernel',
      shape: [kernel, kernel, channels!, filters],
      init: kernelInit(activation, area * channels!, area * filters),
    };
    return bias ? [filter, { name: 'bias', shape: [filters], init: { kind: 'zeros' } }] : [filter];
  },
  build({ stride, padding, activation, bias }, x, { b, weight }) {
    const y = b.conv2d(x, weight('kernel'), [stride, stride], padding);
    return activationOf(activation).build(b, bias ? b.add(y, weight('bias')) : y);
  },
  reach: ({ activation }) => activationOf(activation).reach,
  mirror({ kernel, stride, padding, activation, bias }, input, output) {
    for (const axis of [0, 1]) {
      const back = padding === 'same' ? output[axis]! * stride : (output[axis]! - 1) * stride + kernel;
      if (back !== input[axis]) return `a side of ${input[axis]} at stride ${stride} gives ${output[axis]}, which leads back to ${back}`;
    }
    return [{ kind: 'conv2d-transpose', params: { filters: input[2]!, kernel, stride, padding, activation, bias } }];
  },
  typescript: ({ filters, kernel, stride, padding, activation, bias }, { name }) =>
    tfActivated('conv2d', { name, filters, kernelSize: kernel, strides: stride, padding, ...(bias ? {} : { useBias: false }) }, activation),
});
