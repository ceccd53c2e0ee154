/** Categories: normalised exponentials over the last axis, look-up and its adjoint. */
import type * as Tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../document/shape';
import { attr, defineOp, internal } from './definition';

const last = (shape: readonly number[]): number => shape.length - 1;

export const softmax = defineOp({
  takes: ['float32'],
  infer: ([x]) => ({ shape: x!.shape, dtype: 'float32' }),
  backward({ b, output, dy }) {
    const weighted = b.mul(dy, output);
    return [b.sub(weighted, b.mul(output, b.sum(weighted, [last(output.shape)], true)))];
  },
  execute: (tf, [x]) => tf.softmax(x!),
});

export const logSoftmax = defineOp({
  takes: ['float32'],
  infer: ([x]) => ({ shape: x!.shape, dtype: 'float32' }),
  backward({ b, output, dy }) {
    return [b.sub(dy, b.mul(b.exp(output), b.sum(dy, [last(output.shape)], true)))];
  },
  execute: (tf, [x]) => tf.logSoftmax(x!),
});

/** Index of the largest value along the last axis, int32. */
export const argMax = defineOp({
  takes: ['float32'],
  infer: ([x]) => ({ shape: x!.shape.slice(0, -1), dtype: 'int32' }),
  backward: 'zero',
  execute: (tf, [x]) => tf.argMax(x!, x!.shape.length - 1),
});

/** int32 [...s] → float32 [...s, depth] */
export const oneHot = defineOp({
  takes: ['int32'],
  infer: ([x], attrs) => ({ shape: [...x!.shape, attr.number(attrs, 'depth')], dtype: 'float32' }),
  backward: 'zero',
  // Rows of the identity are floats everywhere: of tf.oneHot, tfjs's WASM writes integers whatever is asked for, and its WebGPU leaves them in memory after a cast.
  execute(tf, [x], attrs) {
    const identity = tf.eye(attr.number(attrs, 'depth'));
    const rows = tf.gather(identity, x as Tf.Tensor1D);
    identity.dispose();
    return rows;
  },
});

/** table [n, ...s], indices int32 [...m] → [...m, ...s] */
export const gather = defineOp({
  takes: ['either', 'int32'],
  infer([table, indices]) {
    internal(table!.shape.length > 0, 'gather from a single number');
    return { shape: [...indices!.shape, ...table!.shape.slice(1)], dtype: table!.dtype };
  },
  backward: ({ b, inputs, dy }) => [b.emit('segmentSum', [dy, inputs[1]!], { segments: inputs[0]!.shape[0]! }), null],
  execute: (tf, [table, indices]) => tf.gather(table!, indices as Tf.Tensor1D),
});

/** rows [...m, ...s], segment of each row int32 [...m] → [segments, ...s] */
export const segmentSum = defineOp({
  takes: ['float32', 'int32'],
  infer([rows, ids], attrs) {
    const rank = ids!.shape.length;
    internal(ids!.shape.join() === rows!.shape.slice(0, rank).join(), `segmentSum of [${rows!.shape}] by segments [${ids!.shape}]`);
    return { shape: [attr.number(attrs, 'segments'), ...rows!.shape.slice(rank)], dtype: 'float32' };
  },
  backward: ({ b, inputs, dy }) => [b.emit('gather', [dy, inputs[1]!], {}), null],
  // tfjs's kernels add along one axis alone.
  execute(tf, [rows, ids], attrs) {
    const rank = ids!.shape.length;
    const flat = tf.reshape(rows!, [sizeOf(ids!.shape), ...rows!.shape.slice(rank)]);
    const segments = tf.reshape(ids!, [sizeOf(ids!.shape)]);
    const sums = tf.unsortedSegmentSum(flat, segments as Tf.Tensor1D, attr.number(attrs, 'segments'));
    flat.dispose();
    segments.dispose();
    return sums;
  },
});

/** Towards zero, int32. */
export const toInt = defineOp({
  takes: ['float32'],
  infer: ([x]) => ({ shape: x!.shape, dtype: 'int32' }),
  backward: 'zero',
  execute: (tf, [x]) => tf.cast(x!, 'int32'),
});

/** int32 → the same numbers as float32, exact up to 2²⁴. */
export const toFloat = defineOp({
  takes: ['int32'],
  infer: ([x]) => ({ shape: x!.shape, dtype: 'float32' }),
  backward: 'zero',
  // A cast of tfjs may leave integers in memory and change the type alone, which shaders of ours would read as floats; what a kernel computes is written as floats.
  execute(tf, [x]) {
    const cast = tf.cast(x!, 'float32');
    const negative = tf.neg(cast);
    const numbers = tf.neg(negative);
    cast.dispose();
    negative.dispose();
    return numbers;
  },
});
