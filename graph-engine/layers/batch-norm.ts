/**
 * Batch normalisation (Ioffe & Szegedy 2015, algorithm 1) over all axes but the last. Training uses the statistics of the
 * batch, everything else the moving ones.
 */
import { defineLayer } from './definition';
import { customLayer } from './tf-layer';

/**
 * Share of the old moving statistics that stays in a step. They start as those of the first batch, follow quickly at first and at `momentum` in the
 * end, as TensorFlow's ExponentialMovingAverage does with a count of updates: after 40 steps they are those of the last ten, not a third of the way.
 */
export const keptShare = (momentum: number, step: number): number => Math.min(momentum, step / (step + 9));

/** That of tf.layers follows at `momentum` from the first step, and so lags behind a short run. */
const classSource = `/** Normalises each channel over the batch while training, by moving statistics otherwise. */
export class BatchNorm extends tf.layers.Layer {
  static className = 'BatchNorm';
  private readonly momentum: number;
  private readonly epsilon: number;
  private gamma!: tf.LayerVariable;
  private beta!: tf.LayerVariable;
  private movingMean!: tf.LayerVariable;
  private movingVariance!: tf.LayerVariable;
  /** Mean and variance of the last batch that it was trained on. */
  private seen: tf.Tensor[] = [];

  constructor(config: { name?: string; momentum: number; epsilon: number }) {
    super(config);
    this.momentum = config.momentum;
    this.epsilon = config.epsilon;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = [(inputShape as tf.Shape).at(-1) as number];
    const { ones, zeros } = tf.initializers;
    this.gamma = this.addWeight('gamma', shape, 'float32', ones());
    this.beta = this.addWeight('beta', shape, 'float32', zeros());
    this.movingMean = this.addWeight('movingMean', shape, 'float32', zeros(), undefined, false);
    this.movingVariance = this.addWeight('movingVariance', shape, 'float32', ones(), undefined, false);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      if (!training) return this.normalise(x, this.movingMean.read(), this.movingVariance.read());
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const { mean, variance } = tf.moments(x, axes);
      tf.dispose(this.seen);
      this.seen = [mean, variance].map((statistic) => tf.keep(statistic.clone()));
      return this.normalise(x, mean, variance);
    });
  }

  /**
   * After an update of the layer's own player: the moving statistics follow those of its last batch.
   * The first batch counts in full; later ones follow at \`momentum\`.
   */
  follow(step: number): void {
    const kept = Math.min(this.momentum, step / (step + 9));
    tf.tidy(() => {
      [this.movingMean, this.movingVariance].forEach((moving, i) => {
        moving.write(moving.read().mul(kept).add(this.seen[i]!.mul(1 - kept)));
      });
    });
  }

  private normalise(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
    const normal = x.sub(mean).div(variance.add(this.epsilon).sqrt());
    return normal.mul(this.gamma.read()).add(this.beta.read());
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), momentum: this.momentum, epsilon: this.epsilon };
  }
}
tf.serialization.registerClass(BatchNorm);
`;

export const batchNorm = defineLayer({
  kind: 'batch-norm',
  title: 'BatchNorm',
  help: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it.',
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
  build({ momentum, epsilon }, x, { b, weight, update, schedule, mode }) {
    let [mean, variance] = [weight('movingMean'), weight('movingVariance')];
    if (mode === 'train') {
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const [movingMean, movingVariance] = [mean, variance];
      mean = b.mean(x, axes);
      variance = b.mean(b.square(b.sub(x, mean)), axes);
      const kept = schedule(`batch-norm.kept.${momentum}`, (step) => keptShare(momentum, step));
      const follow = (moving: typeof mean, now: typeof mean) => b.add(b.mul(moving, kept), b.mul(b.stopGradient(now), b.sub(1, kept)));
      update('movingMean', follow(movingMean, mean));
      update('movingVariance', follow(movingVariance, variance));
    }
    const normal = b.div(b.sub(x, mean), b.sqrt(b.add(variance, epsilon)));
    return b.add(b.mul(normal, weight('gamma')), weight('beta'));
  },
  mirror: ({ momentum, epsilon }) => [{ kind: 'batch-norm', params: { momentum, epsilon } }],
  typescript: ({ momentum, epsilon }, { name, custom }) => [customLayer(custom('BatchNorm', classSource), { name, momentum, epsilon })],
  batchStatistics: true,
});
