/**
 * Windows that do not overlap (stride = size, [height, width]), without padding; rows and columns left over are dropped. The mean and
 * nearest-neighbour up-sampling are each other's adjoints; layers write pools of other strides with slices and maxima. tfjs's own gradients of both are not used: that of nearest-neighbour resizing is wrong for batches over 1.
 */
import type * as Tf from '@tensorflow/tfjs-core';
import type { Builder, Tensor } from '../builder';
import type { Attrs } from '../types';
import { attr, defineOp, internal, type Typed } from './definition';

const sizeOf = (attrs: Attrs): [number, number] => attr.numbers(attrs, 'size') as [number, number];
function pooled([x]: readonly Typed[], attrs: Attrs): Typed {
  const [height, width] = sizeOf(attrs);
  internal(x!.shape.length === 4 && x!.shape[1]! >= height && x!.shape[2]! >= width, `pool of [${x!.shape}] by [${height}, ${width}]`);
  return { shape: [x!.shape[0]!, Math.floor(x!.shape[1]! / height), Math.floor(x!.shape[2]! / width), x!.shape[3]!], dtype: 'float32' };
}
/** Up-samples, and adds zeros for the rows and columns that were dropped. */
function spread(b: Builder, y: Tensor, size: readonly [number, number], like: Tensor): Tensor {
  const up = b.emit('upsample', [y], { size });
  const [rows, columns] = [like.shape[1]! - up.shape[1]!, like.shape[2]! - up.shape[2]!];
  return rows || columns ? b.pad(up, [0, 0, 0, rows, 0, columns, 0, 0]) : up;
}

/** [batch, h, w, c] → [batch, ⌊h / size₀⌋, ⌊w / size₁⌋, c] */
export const avgPool = defineOp({
  takes: ['float32'],
  infer: pooled,
  backward: ({ b, inputs, dy, attrs }) => {
    const size = sizeOf(attrs);
    return [b.mul(spread(b, dy, size, inputs[0]!), 1 / (size[0] * size[1]))];
  },
  execute: (tf, [x], attrs) => tf.avgPool(x as Tf.Tensor4D, sizeOf(attrs), sizeOf(attrs), 'valid'),
});

/** Equal maxima share the derivative. */
export const maxPool = defineOp({
  takes: ['float32'],
  infer: pooled,
  backward: ({ b, inputs, output, dy, attrs }) => {
    const size = sizeOf(attrs);
    const x = inputs[0]!;
    const winners = b.emit('equal', [x, spread(b, output, size, x)], {});
    const ties = b.mul(b.emit('avgPool', [winners], { size }), size[0] * size[1]);
    return [b.mul(winners, spread(b, b.div(dy, ties), size, x))];
  },
  execute: (tf, [x], attrs) => tf.maxPool(x as Tf.Tensor4D, sizeOf(attrs), sizeOf(attrs), 'valid'),
});

/** Nearest neighbour: [batch, h, w, c] → [batch, h·size₀, w·size₁, c] */
export const upsample = defineOp({
  takes: ['float32'],
  infer: ([x], attrs) => {
    const size = sizeOf(attrs);
    internal(x!.shape.length === 4, `up-sampling of [${x!.shape}]`);
    return { shape: [x!.shape[0]!, x!.shape[1]! * size[0], x!.shape[2]! * size[1], x!.shape[3]!], dtype: 'float32' };
  },
  backward: ({ b, dy, attrs }) => {
    const size = sizeOf(attrs);
    return [b.mul(b.emit('avgPool', [dy], { size }), size[0] * size[1])];
  },
  execute: (tf, [x], attrs) => {
    const size = sizeOf(attrs);
    const [, height, width] = x!.shape as [number, number, number, number];
    return tf.image.resizeNearestNeighbor(x as Tf.Tensor4D, [height * size[0], width * size[1]]);
  },
});
