/** The same stacks as operations of tfjs one by one, without tf.layers: what a careful user of the core writes. */
import * as tf from '@tensorflow/tfjs';
import type { Activation, Kit, LayerSpec } from './tfjs-models';

const activate = (x: tf.Tensor, activation: Activation): tf.Tensor => (activation === 'linear' ? x : activation === 'relu' ? x.relu() : activation === 'tanh' ? x.tanh() : x.sigmoid());
interface Made {
  readonly shape: readonly number[];
  readonly weights: readonly tf.Variable[];
  run(x: tf.Tensor): tf.Tensor;
}
function make(spec: LayerSpec, shape: readonly number[]): Made {
  const kernel = (...size: number[]): tf.Variable => tf.variable(tf.randomNormal(size, 0, 0.05));
  const same = (size: number, stride: number): number => Math.ceil(size / stride);
  switch (spec.kind) {
    case 'dense': {
      const weights = [kernel(shape[0]!, spec.units), tf.variable(tf.zeros([spec.units]))] as const;
      return { shape: [spec.units], weights, run: (x) => activate((x as tf.Tensor2D).matMul(weights[0]).add(weights[1]), spec.activation) };
    }
    case 'conv': {
      const [h, w, c] = shape as readonly [number, number, number];
      const weights = [kernel(spec.kernel, spec.kernel, c, spec.filters), tf.variable(tf.zeros([spec.filters]))] as const;
      return {
        shape: [same(h, spec.stride), same(w, spec.stride), spec.filters],
        weights,
        run: (x) => activate(tf.conv2d(x as tf.Tensor4D, weights[0] as unknown as tf.Tensor4D, spec.stride, 'same').add(weights[1]), spec.activation),
      };
    }
    case 'deconv': {
      const [h, w, c] = shape as readonly [number, number, number];
      const weights = [kernel(spec.kernel, spec.kernel, spec.filters, c), tf.variable(tf.zeros([spec.filters]))] as const;
      const to = [h * spec.stride, w * spec.stride, spec.filters] as const;
      return {
        shape: to,
        weights,
        run: (x) => activate(tf.conv2dTranspose(x as tf.Tensor4D, weights[0] as unknown as tf.Tensor4D, [x.shape[0]!, ...to], spec.stride, 'same').add(weights[1]), spec.activation),
      };
    }
    case 'reshape':
      return { shape: spec.shape, weights: [], run: (x) => x.reshape([x.shape[0]!, ...spec.shape]) };
    case 'leaky':
      return { shape, weights: [], run: (x) => x.leakyRelu(0.2) };
  }
}

export const eagerKit: Kit = {
  stack(shape, layers) {
    const made: Made[] = [];
    for (const spec of layers) made.push(make(spec, made.at(-1)?.shape ?? shape));
    const variables = (): tf.Variable[] => made.flatMap(({ weights }) => [...weights]);
    return { variables, run: (x) => made.reduce((y, layer) => layer.run(y), x), dispose: () => tf.dispose(variables()) };
  },
  fit: () => null,
};
