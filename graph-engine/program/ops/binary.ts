/** Element-wise functions of two tensors, with numpy's broadcasting. */
import type * as Tf from '@tensorflow/tfjs-core';
import type { Builder, Tensor } from '../builder';
import { broadcastShape } from '../broadcast';
import { defineOp, type BackwardContext, type OpDefinition } from './definition';

type Derivatives = (b: Builder, x: Tensor, y: Tensor, out: Tensor, dy: Tensor) => readonly [() => Tensor, () => Tensor];

const binary = (execute: (tf: typeof Tf, x: Tf.Tensor, y: Tf.Tensor) => Tf.Tensor, derivatives: Derivatives | 'zero'): OpDefinition =>
  defineOp({
    takes: ['float32', 'float32'],
    infer: ([x, y]) => ({ shape: broadcastShape(x!.shape, y!.shape), dtype: 'float32' }),
    backward:
      derivatives === 'zero'
        ? 'zero'
        : ({ b, inputs, output, dy, needs }: BackwardContext) => {
            const [x, y] = inputs as readonly [Tensor, Tensor];
            const [dx, dy2] = derivatives(b, x, y, output, dy);
            return [needs[0] ? b.sumTo(dx(), x.shape) : null, needs[1] ? b.sumTo(dy2(), y.shape) : null];
          },
    execute: (tf, [x, y]) => execute(tf, x!, y!),
  });

export const add = binary((tf, x, y) => tf.add(x, y), (_b, _x, _y, _o, dy) => [() => dy, () => dy]);
export const sub = binary((tf, x, y) => tf.sub(x, y), (b, _x, _y, _o, dy) => [() => dy, () => b.neg(dy)]);
export const mul = binary((tf, x, y) => tf.mul(x, y), (b, x, y, _o, dy) => [() => b.mul(dy, y), () => b.mul(dy, x)]);
export const div = binary(
  (tf, x, y) => tf.div(x, y),
  (b, _x, y, out, dy) => [() => b.div(dy, y), () => b.neg(b.div(b.mul(dy, out), y))],
);
/** At equality the first operand gets the derivative. */
export const maximum = binary(
  (tf, x, y) => tf.maximum(x, y),
  (b, x, y, _o, dy) => {
    const second = b.step(b.sub(y, x));
    return [() => b.mul(dy, b.sub(1, second)), () => b.mul(dy, second)];
  },
);
export const minimum = binary(
  (tf, x, y) => tf.minimum(x, y),
  (b, x, y, _o, dy) => {
    const second = b.step(b.sub(x, y));
    return [() => b.mul(dy, b.sub(1, second)), () => b.mul(dy, second)];
  },
);
/** 1 where equal, else 0. */
export const equal = binary((tf, x, y) => {
  const mask = tf.equal(x, y);
  const numbers = tf.cast(mask, 'float32');
  mask.dispose();
  return numbers;
}, 'zero');
