/**
 * The three faces of the 2-D convolution (NHWC, kernel [height, width, in, out]). Each is bilinear, and the derivative of
 * one is given by the other two, so that they can be derived any number of times.
 */
import type * as Tf from '@tensorflow/tfjs-core';
import { convolvedSize } from '../../document/shape';
import type { Tensor } from '../builder';
import type { Attrs } from '../types';
import { attr, defineOp, internal, type Typed } from './definition';

type Four = [number, number, number, number];
const strides = (attrs: Attrs): [number, number] => attr.numbers(attrs, 'strides') as [number, number];
const padding = (attrs: Attrs): 'same' | 'valid' => attr.text(attrs, 'padding') as 'same' | 'valid';

function checked(x: Typed, kernel: Typed, y: Typed, attrs: Attrs): void {
  const [sh, sw] = strides(attrs);
  const fits =
    x.shape.length === 4 && kernel.shape.length === 4 && y.shape.length === 4 &&
    x.shape[0] === y.shape[0] && x.shape[3] === kernel.shape[2] && y.shape[3] === kernel.shape[3] &&
    y.shape[1] === convolvedSize(x.shape[1]!, kernel.shape[0]!, sh, padding(attrs)) &&
    y.shape[2] === convolvedSize(x.shape[2]!, kernel.shape[1]!, sw, padding(attrs));
  internal(fits, `convolution of [${x.shape}] by [${kernel.shape}] to [${y.shape}]`);
}
const flops = (kernel: readonly number[], y: readonly number[]): number => 2 * y[0]! * y[1]! * y[2]! * y[3]! * kernel[0]! * kernel[1]! * kernel[2]!;

/** x, kernel → y. Attributes: strides, padding. */
export const conv2d = defineOp({
  takes: ['float32', 'float32'],
  infer([x, kernel], attrs) {
    const [sh, sw] = strides(attrs);
    const shape = [
      x!.shape[0]!,
      convolvedSize(x!.shape[1]!, kernel!.shape[0]!, sh, padding(attrs)),
      convolvedSize(x!.shape[2]!, kernel!.shape[1]!, sw, padding(attrs)),
      kernel!.shape[3]!,
    ];
    checked(x!, kernel!, { shape, dtype: 'float32' }, attrs);
    return { shape, dtype: 'float32' };
  },
  backward({ b, inputs, dy, attrs, needs }) {
    const [x, kernel] = inputs as readonly [Tensor, Tensor];
    return [
      needs[0] ? b.emit('convInputGrad', [dy, kernel], { ...attrs, inputShape: x.shape }) : null,
      needs[1] ? b.emit('convFilterGrad', [x, dy], { ...attrs, filterShape: kernel.shape }) : null,
    ];
  },
  execute: (tf, [x, kernel], attrs) => tf.conv2d(x as Tf.Tensor4D, kernel as Tf.Tensor4D, strides(attrs), padding(attrs)),
  executeFinished: (tf, [x, kernel], attrs, { bias, relu }) =>
    tf.fused.conv2d({ x: x as Tf.Tensor4D, filter: kernel as Tf.Tensor4D, strides: strides(attrs), pad: padding(attrs), bias, activation: relu ? 'relu' : 'linear' }),
  flops: ([, kernel], output) => flops(kernel!.shape, output.shape),
});

/** y, kernel → x of `inputShape`: the transposed convolution. */
export const convInputGrad = defineOp({
  takes: ['float32', 'float32'],
  infer([y, kernel], attrs) {
    const output: Typed = { shape: attr.numbers(attrs, 'inputShape'), dtype: 'float32' };
    checked(output, kernel!, y!, attrs);
    return output;
  },
  backward({ b, inputs, dy, attrs, needs }) {
    const [y, kernel] = inputs as readonly [Tensor, Tensor];
    const { strides: s, padding: p } = attrs;
    return [
      needs[0] ? b.emit('conv2d', [dy, kernel], { strides: s!, padding: p! }) : null,
      needs[1] ? b.emit('convFilterGrad', [dy, y], { strides: s!, padding: p!, filterShape: kernel.shape }) : null,
    ];
  },
  execute: (tf, [y, kernel], attrs) =>
    tf.conv2dTranspose(y as Tf.Tensor4D, kernel as Tf.Tensor4D, attr.numbers(attrs, 'inputShape') as Four, strides(attrs), padding(attrs)),
  flops: ([y, kernel]) => flops(kernel!.shape, y!.shape),
});

/** x, y → kernel of `filterShape`. */
export const convFilterGrad = defineOp({
  takes: ['float32', 'float32'],
  infer([x, y], attrs) {
    const output: Typed = { shape: attr.numbers(attrs, 'filterShape'), dtype: 'float32' };
    checked(x!, output, y!, attrs);
    return output;
  },
  backward({ b, inputs, dy, attrs, needs }) {
    const [x, y] = inputs as readonly [Tensor, Tensor];
    const { strides: s, padding: p } = attrs;
    return [
      needs[0] ? b.emit('convInputGrad', [y, dy], { strides: s!, padding: p!, inputShape: x.shape }) : null,
      needs[1] ? b.emit('conv2d', [x, dy], { strides: s!, padding: p! }) : null,
    ];
  },
  execute: (tf, [x, y], attrs) =>
    tf.engine().runKernel(
      'Conv2DBackpropFilter',
      { x: x!, dy: y! } as unknown as Tf.NamedTensorMap,
      {
        strides: [...strides(attrs)],
        pad: padding(attrs),
        dataFormat: 'NHWC',
        filterShape: [...attr.numbers(attrs, 'filterShape')],
      } as unknown as Tf.NamedAttrMap,
    ) as Tf.Tensor,
  flops: ([, y], output) => flops(output.shape, y!.shape),
});
