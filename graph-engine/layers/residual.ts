/** A residual block (He et al. 2016, fig. 2): what two layers give is added to their input. Sizes stay. */
import { printShape, sizeOf } from '../document/shape';
import { activationField, activationOf, kernelInit } from './activations';
import { defineLayer } from './definition';

export const residual = defineLayer({
  kind: 'residual',
  title: 'Residual block',
  help: 'Layer, activation, layer, added to the input: Dense on vectors and on each place of a sequence, 3×3 Conv2D on images. The shape stays.',
  words: ['resnet', 'skip connection', 'shortcut', 'res block'],
  category: 'core',
  fields: { activation: activationField('relu') },
  summary: ({ activation }) => activation,
  infer(_, input) {
    if (input.length <= 3) return input;
    return { expected: 'a vector, a sequence or an image', found: printShape(input), cure: 'Put a Flatten or a Reshape before it.', insert: [{ kind: 'flatten', params: {} }] };
  },
  mask: (_, input) => (input.length === 2 ? 'keeps' : 'ends'),
  weights({ activation }, input) {
    const size = input.at(-1)!;
    const [shape, fan] = input.length < 3 ? [[size, size], size] : [[3, 3, size, size], 9 * size];
    return [
      { name: 'kernel1', shape, init: kernelInit(activation, fan, fan) },
      { name: 'bias1', shape: [size], init: { kind: 'zeros' } },
      { name: 'kernel2', shape, init: kernelInit('linear', fan, fan) },
      { name: 'bias2', shape: [size], init: { kind: 'zeros' } },
    ];
  },
  build({ activation }, x, { b, weight }) {
    const isImage = x.shape.length === 4;
    const rows = isImage ? x : b.reshape(x, [sizeOf(x.shape.slice(0, -1)), x.shape.at(-1)!]);
    const apply = (input: typeof x, part: 1 | 2) => {
      const kernel = weight(`kernel${part}`);
      const y = isImage ? b.conv2d(input, kernel, [1, 1], 'same') : b.matMul(input, kernel);
      return b.add(y, weight(`bias${part}`));
    };
    const y = b.add(apply(activationOf(activation).build(b, apply(rows, 1)), 2), rows);
    return b.reshape(y, x.shape);
  },
  mirror: ({ activation }) => [{ kind: 'residual', params: { activation } }],
});
