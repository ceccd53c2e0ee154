/** LayerNorm in PyTorch. */
import { defineSpelling } from './definition';

export const layerNorm = defineSpelling(({ epsilon }: { readonly epsilon: number }, input) => ({
  modules: [`nn.LayerNorm(${input.at(-1)}, eps=${epsilon})`],
  channels: 'last',
  weights: { gamma: { module: 0, name: 'weight' }, beta: { module: 0, name: 'bias' } },
}));
