/** Dropout in TensorFlow.js. */
import { defineSpelling } from './definition';
import { customLayer } from './words';

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

export const dropout = defineSpelling(({ rate }: { readonly rate: number }, { name, custom }) => [customLayer(custom('SeededDropout', classSource), { name, rate })]);
