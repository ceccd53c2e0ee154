/** Layer normalisation (Ba, Kiros & Hinton 2016) over the last axis, as tf.layers.layerNormalization does by default. */
import { defineFunction } from '../functions/define-function';
import type { Tensor } from '../program/builder';
import { defineLayer } from './definition';
import { alongChannels } from './masks';

export const normalise = defineFunction(
  { name: 'layerNormalisation', help: 'Mean 0 and variance 1 along the last axis, scaled by γ and shifted by β: γ (x − μ) / √(σ² + ε) + β', source: 'Ba, Kiros & Hinton 2016, eq. 4' },
  ['x', 'gamma', 'beta', 'epsilon'],
  (b, x: Tensor, gamma: Tensor, beta: Tensor, epsilon: Tensor | number) => {
    const last = [x.shape.length - 1];
    const centred = b.name('centred', b.sub(x, b.mean(x, last, true)));
    const variance = b.mean(b.square(centred), last, true);
    return b.add(b.mul(b.div(centred, b.sqrt(b.add(variance, epsilon))), gamma), beta);
  },
);

export const layerNorm = defineLayer({
  kind: 'layer-norm',
  title: 'LayerNorm',
  help: 'Brings the values along the last axis (the channels) of each place to mean 0 and variance 1, then scales and shifts them.',
  words: ['layer normalisation', 'ln', 'normalise'],
  category: 'normalisation',
  fields: { epsilon: { type: 'number', label: 'Epsilon', help: 'Added to the variance.', default: 1e-3, min: 1e-7, max: 1, advanced: true } },
  summary: () => '',
  infer: (_, input) => input,
  mask: alongChannels,
  weights: (_, input) => [
    { name: 'gamma', shape: [input.at(-1)!], init: { kind: 'ones' } },
    { name: 'beta', shape: [input.at(-1)!], init: { kind: 'zeros' } },
  ],
  build: ({ epsilon }, x, { b, weight }) => normalise(b, x, weight('gamma'), weight('beta'), epsilon),
  mirror: ({ epsilon }) => [{ kind: 'layer-norm', params: { epsilon } }],
});
