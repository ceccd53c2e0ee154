/**
 * Batch normalisation (Ioffe & Szegedy 2015, algorithm 1) over all axes but the last. Training uses the statistics of the
 * batch, everything else the moving ones.
 */
import { defineLayer } from './definition';
import { tfLayer } from './tf-layer';

export const batchNorm = defineLayer({
  kind: 'batch-norm',
  title: 'BatchNorm',
  help: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it.',
  category: 'normalisation',
  fields: {
    momentum: { type: 'number', label: 'Momentum', help: 'How slowly the moving mean and variance follow the batches.', default: 0.99, min: 0, max: 0.9999, step: 0.01, advanced: true },
    epsilon: { type: 'number', label: 'Epsilon', help: 'Added to the variance.', default: 1e-3, min: 1e-7, max: 1, advanced: true },
  },
  summary: () => '',
  infer: (_, input) => input,
  weights(_, input) {
    const shape = [input.at(-1)!];
    return [
      { name: 'gamma', shape, init: { kind: 'ones' } },
      { name: 'beta', shape, init: { kind: 'zeros' } },
      { name: 'movingMean', shape, init: { kind: 'zeros' }, trainable: false },
      { name: 'movingVariance', shape, init: { kind: 'ones' }, trainable: false },
    ];
  },
  build({ momentum, epsilon }, x, { b, weight, update, mode }) {
    let [mean, variance] = [weight('movingMean'), weight('movingVariance')];
    if (mode === 'train') {
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const [movingMean, movingVariance] = [mean, variance];
      mean = b.mean(x, axes);
      variance = b.mean(b.square(b.sub(x, mean)), axes);
      const follow = (moving: typeof mean, now: typeof mean) => b.add(b.mul(moving, momentum), b.mul(b.stopGradient(now), 1 - momentum));
      update('movingMean', follow(movingMean, mean));
      update('movingVariance', follow(movingVariance, variance));
    }
    const normal = b.div(b.sub(x, mean), b.sqrt(b.add(variance, epsilon)));
    return b.add(b.mul(normal, weight('gamma')), weight('beta'));
  },
  mirror: ({ momentum, epsilon }) => [{ kind: 'batch-norm', params: { momentum, epsilon } }],
  typescript: ({ momentum, epsilon }, { name }) => [tfLayer('batchNormalization', { name, momentum, epsilon })],
});
