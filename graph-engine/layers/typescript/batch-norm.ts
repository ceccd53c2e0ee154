/** BatchNorm in TensorFlow.js. */
import { defineSpelling } from './definition';
import { customLayer } from './words';

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

export const batchNorm = defineSpelling(({ momentum, epsilon }: { readonly momentum: number; readonly epsilon: number }, { name, custom }) => [customLayer(custom('BatchNorm', classSource), { name, momentum, epsilon })]);
