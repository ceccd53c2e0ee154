/** A residual block (He et al. 2016, fig. 2): what two layers give is added to their input. Sizes stay. */
import { printShape } from '../document/shape';
import { activationField, activationOf, kernelInit, leakySlope, type ActivationName } from './activations';
import { defineLayer } from './definition';
import { customLayer } from './tf-layer';

/** tf.layers has no block of this sort, and its activations no leaky ReLU. */
const classSource = (className: string, shape: (size: string) => string, product: (x: string, kernel: string) => string, channels: string): string => `/** Adds what two layers give to their input. */
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
    const size = (inputShape as tf.Shape)[${channels}] as number;
    const pair = (name: string): [tf.LayerVariable, tf.LayerVariable] => [
      this.addWeight(\`kernel\${name}\`, ${shape('size')}, 'float32', ops.heNormal()),
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
const denseSource = classSource('ResidualDense', (n) => `[${n}, ${n}]`, (x, k) => `tf.matMul(${x} as tf.Tensor2D, ${k} as tf.Tensor2D)`, '1');
const convSource = classSource('ResidualConv', (n) => `[3, 3, ${n}, ${n}]`, (x, k) => `tf.conv2d(${x} as tf.Tensor4D, ${k} as tf.Tensor4D, 1, 'same')`, '3');

const tfName = (activation: ActivationName): string => activationOf(activation).tfName ?? 'leakyRelu';

export const residual = defineLayer({
  kind: 'residual',
  title: 'Residual block',
  help: 'Layer, activation, layer, added to the input: Dense on vectors, 3×3 Conv2D on images. The shape stays.',
  category: 'core',
  fields: { activation: activationField('relu') },
  summary: ({ activation }) => activation,
  infer(_, input) {
    if (input.length === 1 || input.length === 3) return input;
    return { expected: 'a vector or an image', found: printShape(input), cure: 'Put a Flatten or a Reshape before it.', insert: [{ kind: 'flatten', params: {} }] };
  },
  weights({ activation }, input) {
    const size = input.at(-1)!;
    const [shape, fan] = input.length === 1 ? [[size, size], size] : [[3, 3, size, size], 9 * size];
    return [
      { name: 'kernel1', shape, init: kernelInit(activation, fan, fan) },
      { name: 'bias1', shape: [size], init: { kind: 'zeros' } },
      { name: 'kernel2', shape, init: kernelInit('linear', fan, fan) },
      { name: 'bias2', shape: [size], init: { kind: 'zeros' } },
    ];
  },
  build({ activation }, x, { b, weight }) {
    const apply = (input: typeof x, part: 1 | 2) => {
      const kernel = weight(`kernel${part}`);
      const y = input.shape.length === 2 ? b.matMul(input, kernel) : b.conv2d(input, kernel, [1, 1], 'same');
      return b.add(y, weight(`bias${part}`));
    };
    return b.add(apply(activationOf(activation).build(b, apply(x, 1)), 2), x);
  },
  mirror: ({ activation }) => [{ kind: 'residual', params: { activation } }],
  typescript({ activation }, { name, input, custom }) {
    const className = input.length === 1 ? custom('ResidualDense', denseSource) : custom('ResidualConv', convSource);
    return [customLayer(className, { name, activation: tfName(activation) })];
  },
});
