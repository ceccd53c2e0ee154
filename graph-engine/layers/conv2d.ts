/** Convolution over height and width. */
import { axesOf, eachAxis, pairOf, printFactor, printPair } from '../document/pair';
import { convolvedSize } from '../document/shape';
import { activationField, activationOf, kernelInit } from './activations';
import { biasFields, biasWeights } from './bias';
import { defineLayer, type LayerSketch } from './definition';
import { filtersField, kernelLimit, notAnImage, paddingField, sizeField, tooSmall } from './image';

export const conv2d = defineLayer({
  kind: 'conv2d',
  title: 'Conv2D',
  help: 'Slides small filters over the image. A stride of 2 halves its height and width.',
  words: ['convolution', 'convolutional', 'cnn', 'filter', 'kernel', 'downsample', 'strided'],
  category: 'convolution',
  fields: {
    filters: filtersField,
    kernel: sizeField('Kernel', 'Height and width of a filter.', 3, kernelLimit),
    stride: sizeField('Stride', 'Step between two places of the filter.', 2, 16),
    padding: paddingField,
    activation: activationField('relu'),
    ...biasFields('channel'),
  },
  summary: ({ filters, kernel, stride, activation }) => `${filters} × ${printPair(kernel)} / ${printFactor(stride)} · ${activation}`,
  infer({ filters, kernel, stride, padding }, input) {
    const problem = notAnImage(input);
    if (problem) return problem;
    const [rows, columns] = eachAxis((axis) => convolvedSize(input[axis]!, axesOf(kernel)[axis], axesOf(stride)[axis], padding));
    if (Math.min(rows, columns) < 1) return tooSmall(input, kernel, 'kernel', 'kernel', [{ label: 'Set Padding to same', params: { padding: 'same' } }]);
    return [rows, columns, filters];
  },
  mask: () => 'ends',
  weights({ filters, kernel, activation, bias, biasStart }, [, , channels]) {
    const [height, width] = axesOf(kernel);
    const area = height * width;
    const filter = {
      name: 'kernel',
      shape: [height, width, channels!, filters],
      init: kernelInit(activation, area * channels!, area * filters),
    };
    return [filter, ...biasWeights({ bias, biasStart }, filters)];
  },
  build({ stride, padding, activation, bias }, x, { b, weight }) {
    const y = b.conv2d(x, weight('kernel'), axesOf(stride), padding);
    return activationOf(activation).build(b, bias ? b.add(y, weight('bias')) : y);
  },
  reach: ({ activation }) => activationOf(activation).reach,
  mirror({ kernel, stride, padding, activation, bias }, input, output) {
    const back = (kernelBack: readonly [number, number], outputSize: readonly [number, number]): LayerSketch => ({
      kind: 'conv2d-transpose',
      params: { filters: input[2]!, kernel: pairOf(kernelBack), stride, padding, outputSize: pairOf(outputSize), activation, bias },
    });
    if (padding === 'same') {
      const usual = [0, 1].every((axis) => input[axis] === output[axis]! * axesOf(stride)[axis as 0 | 1]);
      return [back(axesOf(kernel), usual ? [0, 0] : [input[0]!, input[1]!])];
    }
    // Rows that no window reached come back all the same, as the kernel is that much longer.
    const rest = eachAxis((axis) => input[axis]! - (output[axis]! - 1) * axesOf(stride)[axis] - axesOf(kernel)[axis]);
    const longer = eachAxis((axis) => Math.min(kernelLimit, axesOf(kernel)[axis] + rest[axis]));
    const [bottom, right] = eachAxis((axis) => axesOf(kernel)[axis] + rest[axis] - longer[axis]);
    const whole = back(longer, [0, 0]);
    return bottom || right ? [whole, { kind: 'pad', params: { top: 0, bottom, left: 0, right, mode: 'edge' } }] : [whole];
  },
});
