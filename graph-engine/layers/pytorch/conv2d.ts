/** Conv2D in PyTorch. */
import { axesOf, eachAxis, type Pair } from '../../document/pair';
import type { ActivationName } from '../activations';
import { defineSpelling } from './definition';
import { activationModules, kernelAxes, padding, pair, sameMargins, unless, weighted } from './words';

export const conv2d = defineSpelling(({ filters, kernel, stride, padding: kind, activation, bias }: { readonly filters: number; readonly kernel: Pair; readonly stride: Pair; readonly padding: 'same' | 'valid'; readonly activation: ActivationName; readonly bias: boolean }, input) => {
  const [k, s] = [axesOf(kernel), axesOf(stride)];
  const [rows, columns] = eachAxis((axis) => (kind === 'same' ? sameMargins(input[axis]!, k[axis], s[axis]) : ([0, 0] as const)));
  const even = rows[0] === rows[1] && columns[0] === columns[1];
  const around = even ? [] : padding(rows[0], rows[1], columns[0], columns[1]);
  const settings = [input[2], filters, pair(...k), ...unless(1, 'stride', pair(...s)), ...(even ? unless(0, 'padding', pair(rows[0], columns[0])) : []), ...(bias ? [] : ['bias=False'])];
  return {
    modules: [...around, `nn.Conv2d(${settings.join(', ')})`, ...activationModules(activation)],
    channels: 'first',
    weights: weighted(around.length, bias, kernelAxes),
  };
});
