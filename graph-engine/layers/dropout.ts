/** Dropout (Srivastava et al. 2014), inverted: what is kept is scaled up, so that nothing changes outside training. */
import { defineFunction } from '../functions/define-function';
import type { Tensor } from '../program/builder';
import { defineLayer } from './definition';

export const dropValues = defineFunction(
  { name: 'dropValues', help: 'Sets a random share of the values to 0, and scales up what is kept', source: 'Srivastava et al. 2014' },
  ['x', 'share'],
  (b, x: Tensor, share: Tensor | number) => {
    const kept = b.sub(1, b.step(b.sub(share, b.randomUniform(x.shape))));
    return b.mul(b.mul(x, kept), typeof share === 'number' ? 1 / (1 - share) : b.div(1, b.sub(1, share)));
  },
);

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
    return dropValues(b, x, rate);
  },
  reach: (_, input) => input,
  mirror: ({ rate }) => [{ kind: 'dropout', params: { rate } }],
});
