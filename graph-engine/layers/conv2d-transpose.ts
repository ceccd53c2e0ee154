/** Transposed convolution: the way back of a convolution, from a small image to a large one. */
import { axesOf, eachAxis, printFactor, printPair, type Pair } from '../document/pair';
import { sideMost } from '../document/shape';
import { activationField, activationOf, kernelInit } from './activations';
import { biasFields, biasWeights } from './bias';
import { defineLayer } from './definition';
import { filtersField, isTooWide, kernelLimit, notAnImage, paddingField, sizeField, tooWide } from './image';

interface Geometry {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: 'same' | 'valid';
  readonly outputSize: Pair;
}

/** What it gives along one axis unless told otherwise: with `same` the largest of the sizes that a convolution leads to `size`, with `valid` the least, whose last row a window reaches. */
const usual = ({ kernel, stride, padding }: Geometry, size: number, axis: 0 | 1): number =>
  padding === 'same' ? size * axesOf(stride)[axis] : (size - 1) * axesOf(stride)[axis] + axesOf(kernel)[axis];

/** `input` is [height, width, …] */
const grown = (params: Geometry, input: readonly number[]): readonly [number, number] =>
  eachAxis((axis) => axesOf(params.outputSize)[axis] || usual(params, input[axis]!, axis));

export const conv2dTranspose = defineLayer({
  kind: 'conv2d-transpose',
  title: 'ConvTranspose2D',
  help: 'Spreads each value over a small filter: the way back of Conv2D. A stride of 2 doubles height and width.',
  words: ['deconvolution', 'deconv', 'transposed convolution', 'conv transpose', 'upconv', 'fractionally strided'],
  category: 'convolution',
  fields: {
    filters: filtersField,
    kernel: sizeField('Kernel', 'Height and width of a filter.', 3, kernelLimit),
    stride: sizeField('Stride', 'How much the image grows.', 2, 16),
    padding: paddingField,
    outputSize: {
      type: 'pair',
      label: 'Output size',
      help: 'Height and width it gives, such as 27 at a stride of 2, where 14 would give 28. 0 is input times stride with padding same, and what the filters reach with valid.',
      default: 0,
      min: 0,
      max: sideMost,
      advanced: true,
    },
    activation: activationField('relu'),
    ...biasFields('channel'),
  },
  summary: ({ filters, kernel, stride, activation }) => `${filters} × ${printPair(kernel)} · ×${printFactor(stride)} · ${activation}`,
  infer(params, input) {
    const problem = notAnImage(input);
    if (problem) return problem;
    const [height, width] = grown(params, input);
    if (isTooWide(height, width)) return tooWide(input, 'stride', 'stride');
    // Only these sizes lead to the input under a convolution of this stride.
    const by = eachAxis((axis) => usual(params, input[axis]!, axis));
    const room = eachAxis((axis) => axesOf(params.stride)[axis] - 1);
    const [least, most] = params.padding === 'same' ? [eachAxis((axis) => by[axis] - room[axis]), by] : [by, eachAxis((axis) => by[axis] + room[axis])];
    if (height >= least[0] && height <= most[0] && width >= least[1] && width <= most[1]) return [height, width, params.filters];
    return {
      expected: `an output size from ${least[0]} × ${least[1]} to ${most[0]} × ${most[1]}`,
      found: `${height} × ${width}`,
      cure: 'Set Output size to 0, and put a Crop or a Pad behind it.',
      set: [{ label: 'Set Output size to 0', params: { outputSize: 0 } }],
    };
  },
  mask: () => 'ends',
  weights({ filters, kernel, activation, bias, biasStart }, [, , channels]) {
    const [height, width] = axesOf(kernel);
    const area = height * width;
    const filter = {
      name: 'kernel',
      shape: [height, width, filters, channels!],
      init: kernelInit(activation, area * channels!, area * filters),
    };
    return [filter, ...biasWeights({ bias, biasStart }, filters)];
  },
  build(params, x, { b, weight }) {
    const { filters, stride, padding, activation, bias } = params;
    const shape = [x.shape[0]!, ...grown(params, x.shape.slice(1)), filters];
    // With a kernel narrower than the stride, 'valid' leaves a margin that the convolution never sees; the size fits all the same.
    const y = b.conv2dTranspose(x, weight('kernel'), shape, axesOf(stride), padding);
    return activationOf(activation).build(b, bias ? b.add(y, weight('bias')) : y);
  },
  reach: ({ activation }) => activationOf(activation).reach,
  mirror: ({ kernel, stride, padding, activation, bias }, [, , channels]) => [
    { kind: 'conv2d', params: { filters: channels!, kernel, stride, padding, activation, bias } },
  ],
});
