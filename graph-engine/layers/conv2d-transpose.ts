/** Transposed convolution: the way back of a convolution, from a small image to a large one. */
import { activationField, activationOf, kernelInit } from './activations';
import { defineLayer } from './definition';
import { notAnImage, paddingField, sideLimit, sizeField, tooWide } from './image';
import { tfActivated, tfLayer } from './tf-layer';

const grown = (size: number, kernel: number, stride: number, padding: 'same' | 'valid'): number =>
  padding === 'same' ? size * stride : (size - 1) * stride + kernel;

export const conv2dTranspose = defineLayer({
  kind: 'conv2d-transpose',
  title: 'ConvTranspose2D',
  help: 'Spreads each value over a small filter: the way back of Conv2D. A stride of 2 doubles height and width.',
  category: 'convolution',
  fields: {
    filters: { type: 'integer', label: 'Filters', help: 'Channels it gives.', default: 16, min: 1, max: 4096 },
    kernel: sizeField('Kernel', 'Height and width of a filter.', 3),
    stride: sizeField('Stride', 'How much the image grows.', 2, 16),
    padding: paddingField,
    activation: activationField('relu'),
    bias: { type: 'boolean', label: 'Bias', help: 'Adds a learned constant to each channel.', default: true, advanced: true },
  },
  summary: ({ filters, kernel, stride, activation }) => `${filters} × ${kernel}×${kernel} · ×${stride} · ${activation}`,
  infer({ filters, kernel, stride, padding }, input) {
    const problem = notAnImage(input);
    if (problem) return problem;
    const [height, width] = [grown(input[0]!, kernel, stride, padding), grown(input[1]!, kernel, stride, padding)];
    return Math.max(height, width) > sideLimit ? tooWide(input) : [height, width, filters];
  },
  weights({ filters, kernel, activation, bias }, [, , channels]) {
    const area = kernel * kernel;
    const filter = {
      name: 'kernel',
      shape: [kernel, kernel, filters, channels!],
      init: kernelInit(activation, area * channels!, area * filters),
    };
    return bias ? [filter, { name: 'bias', shape: [filters], init: { kind: 'zeros' } }] : [filter];
  },
  build({ filters, kernel, stride, padding, activation, bias }, x, { b, weight }) {
    const [batch, height, width] = x.shape as readonly [number, number, number, number];
    const shape = [batch, grown(height, kernel, stride, padding), grown(width, kernel, stride, padding), filters];
    // With a kernel narrower than the stride, 'valid' leaves a margin that the convolution never sees; the size fits all the same.
    const y = b.conv2dTranspose(x, weight('kernel'), shape, [stride, stride], padding);
    return activationOf(activation).build(b, bias ? b.add(y, weight('bias')) : y);
  },
  reach: ({ activation }) => activationOf(activation).reach,
  mirror: ({ kernel, stride, padding, activation, bias }, [, , channels]) => [
    { kind: 'conv2d', params: { filters: channels!, kernel, stride, padding, activation, bias } },
  ],
  typescript({ filters, kernel, stride, padding, activation, bias }, { name }) {
    const layers = tfActivated('conv2dTranspose', { name, filters, kernelSize: kernel, strides: stride, padding, ...(bias ? {} : { useBias: false }) }, activation);
    // tf.layers makes every value as wide as the stride, also the last one, behind which a narrower kernel leaves a margin.
    const margin = [0, Math.max(0, stride - kernel)];
    return padding === 'valid' && stride > kernel ? [...layers, tfLayer('cropping2D', { name: `${name}_crop`, cropping: [margin, margin] })] : layers;
  },
});
