/** A residual block in TensorFlow.js. */
import { leakySlope, type ActivationName } from '../activations';
import { defineSpelling } from './definition';
import { customLayer, tfName } from './words';

/** tf.layers has no block of this sort, and its activations no leaky ReLU. */
const classSource = (className: string, shape: (size: string) => string, product: (x: string, kernel: string) => string, fanIn: string): string => `/** Adds what two layers give to their input. */
export class ${className} extends tf.layers.Layer {
  static className = '${className}';
  private readonly activation: string;
  private weights1!: [tf.LayerVariable, tf.LayerVariable];
  private weights2!: [tf.LayerVariable, tf.LayerVariable];

  constructor(config: { name?: string; activation: string }) {
    super(config);
    this.activation = config.activation;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const size = (inputShape as tf.Shape).at(-1) as number;
    const pair = (name: string): [tf.LayerVariable, tf.LayerVariable] => [
      this.addWeight(\`kernel\${name}\`, ${shape('size')}, 'float32', ops.heNormal(${fanIn})),
      this.addWeight(\`bias\${name}\`, [size], 'float32', tf.initializers.zeros()),
    ];
    this.weights1 = pair('1');
    this.weights2 = pair('2');
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      const apply = (input: tf.Tensor, [kernel, bias]: [tf.LayerVariable, tf.LayerVariable]): tf.Tensor =>
        ${product('input', 'kernel.read()')}.add(bias.read());
      const hidden = apply(x, this.weights1);
      const active =
        this.activation === 'leakyRelu'
          ? tf.leakyRelu(hidden, ${leakySlope})
          : (tf.layers.activation({ activation: this.activation as 'relu' }).apply(hidden) as tf.Tensor);
      return apply(active, this.weights2).add(x);
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), activation: this.activation };
  }
}
tf.serialization.registerClass(${className});
`;
const denseSource = classSource('ResidualDense', (n) => `[${n}, ${n}]`, (x, k) => `tf.matMul(${x} as tf.Tensor2D, ${k} as tf.Tensor2D)`, 'size');
/** Of a sequence, each place is treated alone. */
const sequenceSource = classSource('ResidualSequence', (n) => `[${n}, ${n}]`, (x, k) => `tf.matMul(${x}.reshape([-1, ${x}.shape[2]!]) as tf.Tensor2D, ${k} as tf.Tensor2D).reshape(${x}.shape)`, 'size');
const convSource = classSource('ResidualConv', (n) => `[3, 3, ${n}, ${n}]`, (x, k) => `tf.conv2d(${x} as tf.Tensor4D, ${k} as tf.Tensor4D, 1, 'same')`, '9 * size');

export const residual = defineSpelling(({ activation }: { readonly activation: ActivationName }, { name, input, custom }) => {
  const className = input.length === 1 ? custom('ResidualDense', denseSource) : input.length === 2 ? custom('ResidualSequence', sequenceSource) : custom('ResidualConv', convSource);
  return [customLayer(className, { name, activation: tfName(activation) ?? 'leakyRelu' })];
});
