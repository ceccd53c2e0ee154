/** A residual block (He et al. 2016, fig. 2): what two layers give is added to their input. Sizes stay. */
import { printShape } from '../document/shape';
import { activationField, activationOf, kernelInit } from './activations';
import { defineLayer } from './definition';

export const residual = defineLayer({
  kind: 'residual',
  title: 'Residual block',
  help: 'Layer, activation, layer, added to the input: Dense on vectors, 3×3 Conv2D on images. The shape stays.',
  words: ['resnet', 'skip connection', 'shortcut', 'res block'],
  category: 'core',
  fields: { activation: activationField('relu') },
  summary: ({ activation }) => activation,
  infer(_, input) {
    if (input.length === 1 || input.length === 3) return input;
    return { expected: 'a vector or an image', found: printShape(input), cure: 'Put a Flatten or a Reshape before it.', insert: [{ kind: 'flatten', params: {} }] };
  },
  mask: (_, input) => (input.length === 2 ? 'keeps' : 'ends'),
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
});
