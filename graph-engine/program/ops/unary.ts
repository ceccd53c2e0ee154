/** Element-wise functions of one tensor. Each derivative is written with operations that have derivatives themselves. */
import type * as Tf from '@tensorflow/tfjs-core';
import type { Builder, Tensor } from '../builder';
import { defineOp, type OpDefinition } from './definition';

type Derivative = (b: Builder, x: Tensor, y: Tensor, dy: Tensor) => Tensor;

const unary = (execute: (tf: typeof Tf, x: Tf.Tensor) => Tf.Tensor, derivative: Derivative | 'zero'): OpDefinition =>
  defineOp({
    takes: ['float32'],
    infer: ([x]) => ({ shape: x!.shape, dtype: 'float32' }),
    backward: derivative === 'zero' ? 'zero' : ({ b, inputs, output, dy }) => [derivative(b, inputs[0]!, output, dy)],
    execute: (tf, [x]) => execute(tf, x!),
  });

export const neg = unary((tf, x) => tf.neg(x), (b, _x, _y, dy) => b.neg(dy));
export const exp = unary((tf, x) => tf.exp(x), (b, _x, y, dy) => b.mul(dy, y));
export const log = unary((tf, x) => tf.log(x), (b, x, _y, dy) => b.div(dy, x));
export const sqrt = unary((tf, x) => tf.sqrt(x), (b, _x, y, dy) => b.div(dy, b.mul(y, 2)));
export const square = unary((tf, x) => tf.square(x), (b, x, _y, dy) => b.mul(dy, b.mul(x, 2)));
export const abs = unary((tf, x) => tf.abs(x), (b, x, _y, dy) => b.mul(dy, b.sign(x)));
// By the result, which is kept anyway: it is above 0 exactly where x is.
export const relu = unary((tf, x) => tf.relu(x), (b, _x, y, dy) => b.mul(dy, b.step(y)));
export const sigmoid = unary((tf, x) => tf.sigmoid(x), (b, _x, y, dy) => b.mul(dy, b.mul(y, b.sub(1, y))));
export const tanh = unary((tf, x) => tf.tanh(x), (b, _x, y, dy) => b.mul(dy, b.sub(1, b.square(y))));
/** log(1 + exp x) */
export const softplus = unary((tf, x) => tf.softplus(x), (b, x, _y, dy) => b.mul(dy, b.sigmoid(x)));
export const sign = unary((tf, x) => tf.sign(x), 'zero');
/** 1 where x > 0, else 0. */
export const step = unary((tf, x) => tf.step(x), 'zero');
export const floor = unary((tf, x) => tf.floor(x), 'zero');
/** The value, with no derivative (Detach, straight-through estimators). */
export const stopGradient = unary((tf, x) => tf.clone(x), 'zero');
