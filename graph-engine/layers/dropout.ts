/** Dropout (Srivastava et al. 2014), inverted: what is kept is scaled up, so that nothing changes outside training. */
import { defineLayer } from './definition';

export const dropout = defineLayer({
  kind: 'dropout',
  title: 'Dropout',
  help: 'Sets a random share of the values to 0 while training.',
  words: ['regularisation', 'regularise', 'overfitting', 'drop'],
  category: 'regularisation',
  fields: { rate: { type: 'number', label: 'Rate', help: 'Share of the values that are dropped.', default: 0.2, min: 0, max: 0.95, step: 0.05 } },
  summary: ({ rate }) => `${Math.round(rate * 100)} %`,
  infer: (_, input) => input,
  weights: () => [],
  build({ rate }, x, { b, mode }) {
    if (mode !== 'train' || rate === 0) return x;
    const kept = b.sub(1, b.step(b.sub(rate, b.randomUniform(x.shape))));
    return b.mul(b.mul(x, kept), 1 / (1 - rate));
  },
  reach: (_, input) => input,
  mirror: ({ rate }) => [{ kind: 'dropout', params: { rate } }],
});
