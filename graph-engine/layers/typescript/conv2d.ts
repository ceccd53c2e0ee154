/** Conv2D in TensorFlow.js. */
import { axesOf, type Pair } from '../../document/pair';
import type { Shape } from '../../document/shape';
import type { ActivationName } from '../activations';
import type { BiasParams } from '../bias';
import { defineSpelling } from './definition';
import { tfActivated, tfBias } from './words';

export interface ConvolutionParams extends BiasParams {
  readonly filters: number;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: 'same' | 'valid';
  readonly activation: ActivationName;
}

export function fanInOf(kernel: Pair, input: Shape): number {
  const [height, width] = axesOf(kernel);
  return height * width * input.at(-1)!;
}

export const conv2d = defineSpelling(({ filters, kernel, stride, padding, activation, bias, biasStart }: ConvolutionParams, { name, input }) =>
  tfActivated('conv2d', { name, filters, kernelSize: kernel, strides: stride, padding, ...tfBias({ bias, biasStart }) }, activation, fanInOf(kernel, input)),
);
