/** Stacks of tf.layers, trained by `trainOnBatch` where tf.layers can say the loss. */
import * as tf from '@tensorflow/tfjs';
import type { Kit, LayerSpec, Stack } from './tfjs-models';

function layerOf(spec: LayerSpec): tf.layers.Layer {
  switch (spec.kind) {
    case 'dense':
      return tf.layers.dense({ units: spec.units, activation: spec.activation });
    case 'conv':
      return tf.layers.conv2d({ filters: spec.filters, kernelSize: spec.kernel, strides: spec.stride, padding: 'same', activation: spec.activation });
    case 'deconv':
      return tf.layers.conv2dTranspose({ filters: spec.filters, kernelSize: spec.kernel, strides: spec.stride, padding: 'same', activation: spec.activation });
    case 'reshape':
      return tf.layers.reshape({ targetShape: [...spec.shape] });
    case 'leaky':
      return tf.layers.leakyReLU({ alpha: 0.2 });
  }
}
interface Layers extends Stack {
  readonly model: tf.Sequential;
}

export const layersKit: Kit = {
  stack(shape, layers): Layers {
    const model = tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [...shape] }), ...layers.map(layerOf)] });
    return {
      model,
      run: (x) => model.apply(x, { training: true }) as tf.Tensor,
      variables: () => model.trainableWeights.map((weight) => weight.read() as tf.Variable),
      dispose: () => void model.dispose(),
    };
  },
  fit(stack, rate, loss) {
    const { model } = stack as Layers;
    model.compile({ optimizer: tf.train.adam(rate), loss });
    return async (x) => void (await model.trainOnBatch(x, x));
  },
};
