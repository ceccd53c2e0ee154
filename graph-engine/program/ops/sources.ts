/** Operations without operands. Random numbers depend on (seed, step, stream) alone, so every backend sees the same. */
import { fillNormal, fillUniform } from '../../random/counter';
import { attr, defineOp } from './definition';

const product = (shape: readonly number[]): number => shape.reduce((a, n) => a * n, 1);
const shaped = (_: unknown, attrs: Parameters<typeof attr.numbers>[0]) => ({ shape: attr.numbers(attrs, 'shape'), dtype: 'float32' as const });

export const constant = defineOp({
  takes: [],
  infer: shaped,
  backward: 'zero',
  execute: (tf, _, attrs) => tf.fill([...attr.numbers(attrs, 'shape')], attr.number(attrs, 'value'), 'float32'),
});

/** Standard normal. */
export const randomNormal = defineOp({
  takes: [],
  varies: true,
  infer: shaped,
  backward: 'zero',
  execute(tf, _, attrs, run) {
    const shape = [...attr.numbers(attrs, 'shape')];
    const values = new Float32Array(product(shape));
    fillNormal(values, run.seed, run.step, attr.number(attrs, 'stream'));
    return tf.tensor(values, shape, 'float32');
  },
});

/** Uniform in [0, 1). */
export const randomUniform = defineOp({
  takes: [],
  varies: true,
  infer: shaped,
  backward: 'zero',
  execute(tf, _, attrs, run) {
    const shape = [...attr.numbers(attrs, 'shape')];
    const values = new Float32Array(product(shape));
    fillUniform(values, run.seed, run.step, attr.number(attrs, 'stream'));
    return tf.tensor(values, shape, 'float32');
  },
});
