/** Dense in PyTorch. */
import type { ActivationName } from '../activations';
import { defineSpelling } from './definition';
import { activationModules, weighted } from './words';

export const dense = defineSpelling(({ units, activation, bias }: { readonly units: number; readonly activation: ActivationName; readonly bias: boolean }, input) => ({
  modules: [`nn.Linear(${[input.at(-1)!, units, ...(bias ? [] : ['bias=False'])].join(', ')})`, ...activationModules(activation)],
  channels: 'last',
  weights: weighted(0, bias, [1, 0]),
}));
