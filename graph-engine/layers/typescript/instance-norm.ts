/** InstanceNorm in TensorFlow.js. */
import { defineSpelling } from './definition';
import { customLayer } from './words';

const source = `/** Brings each channel of each image or sequence to mean 0 and variance 1, then scales and shifts it. */
export class InstanceNormalization extends tf.layers.Layer {
  static className = 'InstanceNormalization';
  private readonly epsilon: number;
  private gamma!: tf.LayerVariable;
  private beta!: tf.LayerVariable;

  constructor(config: { name?: string; epsilon?: number }) {
    super(config);
    this.epsilon = config.epsilon ?? 1e-3;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const channels = (inputShape as tf.Shape).at(-1) as number;
    this.gamma = this.addWeight('gamma', [channels], 'float32', tf.initializers.ones());
    this.beta = this.addWeight('beta', [channels], 'float32', tf.initializers.zeros());
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      const { mean, variance } = tf.moments(x, x.shape.slice(1, -1).map((_, i) => i + 1), true);
      return x.sub(mean).div(variance.add(this.epsilon).sqrt()).mul(this.gamma.read()).add(this.beta.read());
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), epsilon: this.epsilon };
  }
}
tf.serialization.registerClass(InstanceNormalization);
`;

export const instanceNorm = defineSpelling(({ epsilon }: { readonly epsilon: number }, { name, custom }) => [customLayer(custom('InstanceNormalization', source), { name, epsilon })]);
