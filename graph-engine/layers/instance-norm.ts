/** Instance normalisation (Ulyanov, Vedaldi & Lempitsky 2016, eq. 7): each channel of each image over its height and width. */
import { defineLayer } from './definition';
import { notAnImage } from './image';
import { customLayer } from './tf-layer';

const source = `/** Brings each channel of each image to mean 0 and variance 1, then scales and shifts it. */
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
    const channels = (inputShape as tf.Shape)[3] as number;
    this.gamma = this.addWeight('gamma', [channels], 'float32', tf.initializers.ones());
    this.beta = this.addWeight('beta', [channels], 'float32', tf.initializers.zeros());
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      const { mean, variance } = tf.moments(x, [1, 2], true);
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

export const instanceNorm = defineLayer({
  kind: 'instance-norm',
  title: 'InstanceNorm',
  help: 'Removes mean and contrast of each channel of each image: what is left is content, what is removed is style.',
  category: 'normalisation',
  fields: { epsilon: { type: 'number', label: 'Epsilon', help: 'Added to the variance.', default: 1e-3, min: 1e-7, max: 1, advanced: true } },
  summary: () => '',
  infer: (_, input) => notAnImage(input) ?? input,
  weights: (_, [, , channels]) => [
    { name: 'gamma', shape: [channels!], init: { kind: 'ones' } },
    { name: 'beta', shape: [channels!], init: { kind: 'zeros' } },
  ],
  build({ epsilon }, x, { b, weight }) {
    const centred = b.sub(x, b.mean(x, [1, 2], true));
    const variance = b.mean(b.square(centred), [1, 2], true);
    return b.add(b.mul(b.div(centred, b.sqrt(b.add(variance, epsilon))), weight('gamma')), weight('beta'));
  },
  mirror: ({ epsilon }) => [{ kind: 'instance-norm', params: { epsilon } }],
  typescript: ({ epsilon }, { name, custom }) => [customLayer(custom('InstanceNormalization', source), { name, epsilon })],
});
