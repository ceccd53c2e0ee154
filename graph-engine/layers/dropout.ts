/** Dropout (Srivastava et al. 2014), inverted: what is kept is scaled up, so that nothing changes outside training. */
import { defineLayer } from './definition';
import { customLayer } from './tf-layer';

/** That of tf.layers drops others in each run, or with a seed the same at each step. */
const classSource = `/** Sets a random share of the values to 0 while training; the seed of the project says which. */
export class SeededDropout extends tf.layers.Layer {
  static className = 'SeededDropout';
  private readonly rate: number;

  constructor(config: { name?: string; rate: number }) {
    super(config);
    this.rate = config.rate;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { training?: boolean }): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    return training ? tf.dropout(x, this.rate, undefined, ops.nextSeed('noise')) : x.clone();
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate };
  }
}
tf.serialization.registerClass(SeededDropout);
`;

export const dropout = defineLayer({
  kind: 'dropout',
  title: 'Dropout',
  help: 'Sets a random share of the values to 0 while training.',
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
  typescript: ({ rate }, { name, custom }) => [customLayer(custom('SeededDropout', classSource), { name, rate })],
});
