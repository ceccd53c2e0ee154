/** ConvTranspose2D in PyTorch. */
import { axesOf, eachAxis, type Pair } from '../../document/pair';
import type { ActivationName } from '../activations';
import { defineSpelling } from './definition';
import { activationModules, kernelAxes, padding, pair, sameMargins, unless, weighted } from './words';

export const conv2dTranspose = defineSpelling(({ filters, kernel, stride, padding: kind, activation, bias }: { readonly filters: number; readonly kernel: Pair; readonly stride: Pair; readonly padding: 'same' | 'valid'; readonly activation: ActivationName; readonly bias: boolean }, input, output) => {
  const [k, s] = [axesOf(kernel), axesOf(stride)];
  // PyTorch cuts the same off both sides of what the filters reach: more at the end is an output padding, less a crop.
  const cut = eachAxis((axis) => (kind === 'same' ? sameMargins(output[axis]!, k[axis], s[axis])[0] : 0));
  const more = eachAxis((axis) => output[axis]! - ((input[axis]! - 1) * s[axis] + k[axis] - 2 * cut[axis]));
  const [longer, shorter] = [eachAxis((axis) => Math.max(0, more[axis])), eachAxis((axis) => Math.min(0, more[axis]))];
  const settings = [input[2], filters, pair(...k), ...unless(1, 'stride', pair(...s)), ...unless(0, 'padding', pair(...cut)), ...unless(0, 'output_padding', pair(...longer)), ...(bias ? [] : ['bias=False'])];
  return {
    modules: [`nn.ConvTranspose2d(${settings.join(', ')})`, ...padding(0, shorter[0], 0, shorter[1]), ...activationModules(activation)],
    channels: 'first',
    weights: weighted(0, bias, kernelAxes),
  };
});
