/** Reshape in PyTorch. */
import { defineSpelling } from './definition';

export const reshape = defineSpelling((_: object, input, output) => ({
  modules: [...(input.length > 1 ? ['nn.Flatten()'] : []), ...(output.length > 1 ? [`nn.Unflatten(1, (${output.join(', ')}))`] : [])],
  channels: 'last',
}));
