/** InstanceNorm in PyTorch. */
import { defineSpelling } from './definition';

export const instanceNorm = defineSpelling(({ epsilon }: { readonly epsilon: number }, input) => {
  // Of a sequence, its channels lie last.
  if (input.length === 2) return null;
  // PyTorch refuses to normalise a single pixel, which is its own mean.
  return input.slice(0, 2).join() === '1,1'
    ? { modules: [`nn.GroupNorm(${input[2]}, ${input[2]}, eps=${epsilon})`], channels: 'first', weights: { gamma: { module: 0, name: 'weight' }, beta: { module: 0, name: 'bias' } } }
    : { modules: [`nn.InstanceNorm2d(${input[2]}, eps=${epsilon}, affine=True)`], channels: 'first', weights: { gamma: { module: 0, name: 'weight' }, beta: { module: 0, name: 'bias' } } };
});
