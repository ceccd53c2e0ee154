/**
 * Batch normalisation (Ioffe & Szegedy 2015, algorithm 1) over all axes but the last. Training uses the statistics of the
 * batch, everything else the moving ones.
 */
import { defineLayer } from './definition';
import { meanOfPlaces } from './masks';

/**
 * Share of the old moving statistics that stays in a step. They start as those of the first batch, follow quickly at first and at `momentum` in the
 * end, as TensorFlow's ExponentialMovingAverage does with a count of updates: after 40 steps they are those of the last ten, not a third of the way.
 */
export const keptShare = (momentum: number, step: number): number => Math.min(momentum, step / (step + 9));

export const batchNorm = defineLayer({
  kind: 'batch-norm',
  title: 'BatchNorm',
  help: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it.',
  words: ['batch normalisation', 'bn', 'normalise', 'standardise'],
  category: 'normalisation',
  fields: {
    momentum: {
      type: 'number',
      label: 'Momentum',
      help: 'How slowly the moving mean and variance follow the batches in the end; they start as those of the first batch.',
      default: 0.99,
      min: 0,
      max: 0.9999,
      step: 0.01,
      advanced: true,
    },
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
  mask: () => 'uses',
  build({ momentum, epsilon }, x, { b, weight, update, schedule, mode, mask }) {
    let [mean, variance] = [weight('movingMean'), weight('movingVariance')];
    if (mode === 'train') {
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const [movingMean, movingVariance] = [mean, variance];
      const meanOf = (values: typeof mean) => (mask ? meanOfPlaces(b, values, mask, axes) : b.mean(values, axes));
      mean = meanOf(x);
      variance = meanOf(b.square(b.sub(x, mean)));
      const kept = schedule(`batch-norm.kept.${momentum}`, (step) => keptShare(momentum, step));
      const follow = (moving: typeof mean, now: typeof mean) => b.add(b.mul(moving, kept), b.mul(b.stopGradient(now), b.sub(1, kept)));
      update('movingMean', follow(movingMean, mean));
      update('movingVariance', follow(movingVariance, variance));
    }
    const normal = b.div(b.sub(x, mean), b.sqrt(b.add(variance, epsilon)));
    return b.add(b.mul(normal, weight('gamma')), weight('beta'));
  },
  mirror: ({ momentum, epsilon }) => [{ kind: 'batch-norm', params: { momentum, epsilon } }],
  batchStatistics: true,
});
