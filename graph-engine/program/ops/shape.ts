/** Operations that move numbers and compute none, and the sum that is their adjoint. */
import { attr, defineOp, internal } from './definition';

const product = (shape: readonly number[]): number => shape.reduce((a, n) => a * n, 1);
/** tfjs gives the same storage a new id; the plan disposes of both independently. */
export const reshape = defineOp({
  takes: ['either'],
  infer([x], attrs) {
    const shape = attr.numbers(attrs, 'shape');
    internal(product(shape) === product(x!.shape) && shape.every(Number.isInteger), `reshape of [${x!.shape}] to [${shape}]`);
    return { shape, dtype: x!.dtype };
  },
  backward: ({ b, inputs, dy }) => [b.reshape(dy, inputs[0]!.shape)],
  execute: (tf, [x], attrs) => tf.reshape(x!, [...attr.numbers(attrs, 'shape')]),
});

export const transpose = defineOp({
  takes: ['either'],
  infer([x], attrs) {
    const perm = attr.numbers(attrs, 'perm');
    internal(perm.toSorted((a, b) => a - b).join() === x!.shape.map((_, axis) => axis).join(), `transpose of [${x!.shape}] to the axes [${perm}]`);
    return { shape: perm.map((axis) => x!.shape[axis]!), dtype: x!.dtype };
  },
  backward({ b, dy, attrs }) {
    const perm = attr.numbers(attrs, 'perm');
    const inverse = perm.map((_, i) => perm.indexOf(i));
    return [b.transpose(dy, inverse)];
  },
  execute: (tf, [x], attrs) => tf.transpose(x!, [...attr.numbers(attrs, 'perm')]),
});

/** Sum over `axes`, which stay with size 1 when `keepDims`. */
export const sum = defineOp({
  takes: ['float32'],
  infer([x], attrs) {
    const axes = attr.numbers(attrs, 'axes');
    internal(new Set(axes).size === axes.length && axes.every((axis) => axis >= 0 && axis < x!.shape.length), `sum of [${x!.shape}] over the axes [${axes}]`);
    const keep = attr.flag(attrs, 'keepDims');
    return { shape: x!.shape.flatMap((size, i) => (axes.includes(i) ? (keep ? [1] : []) : [size])), dtype: 'float32' };
  },
  backward({ b, inputs, dy, attrs }) {
    const axes = attr.numbers(attrs, 'axes');
    const x = inputs[0]!;
    const kept = b.reshape(dy, x.shape.map((size, i) => (axes.includes(i) ? 1 : size)));
    return [b.broadcastTo(kept, x.shape)];
  },
  execute: (tf, [x], attrs) => tf.sum(x!, [...attr.numbers(attrs, 'axes')], attr.flag(attrs, 'keepDims')),
});

export const broadcastTo = defineOp({
  takes: ['either'],
  infer([x], attrs) {
    const shape = attr.numbers(attrs, 'shape');
    const lead = shape.length - x!.shape.length;
    internal(lead >= 0 && x!.shape.every((size, axis) => size === 1 || size === shape[lead + axis]), `broadcast of [${x!.shape}] to [${shape}]`);
    return { shape, dtype: x!.dtype };
  },
  backward: ({ b, inputs, dy }) => [b.sumTo(dy, inputs[0]!.shape)],
  execute: (tf, [x], attrs) => tf.broadcastTo(x!, [...attr.numbers(attrs, 'shape')]),
});

export const concat = defineOp({
  takes: ['either'],
  many: true,
  infer(inputs, attrs) {
    const axis = attr.number(attrs, 'axis');
    const shape = [...inputs[0]!.shape];
    const fits = inputs.every((input) => input.shape.length === shape.length && input.shape.every((size, i) => i === axis || size === shape[i]));
    internal(fits && axis >= 0 && axis < shape.length, `concat of ${inputs.map((input) => `[${input.shape}]`).join(', ')} along axis ${axis}`);
    shape[axis] = inputs.reduce((total, input) => total + input.shape[axis]!, 0);
    return { shape, dtype: inputs[0]!.dtype };
  },
  backward({ b, inputs, dy, attrs, needs }) {
    const axis = attr.number(attrs, 'axis');
    let offset = 0;
    return inputs.map((input, i) => {
      const begin = input.shape.map((_, d) => (d === axis ? offset : 0));
      offset += input.shape[axis]!;
      return needs[i] ? b.slice(dy, begin, input.shape) : null;
    });
  },
  execute: (tf, inputs, attrs) => (inputs.length === 1 ? tf.clone(inputs[0]!) : tf.concat([...inputs], attr.number(attrs, 'axis'))),
});

export const slice = defineOp({
  takes: ['either'],
  infer([x], attrs) {
    const [begin, size] = [attr.numbers(attrs, 'begin'), attr.numbers(attrs, 'size')];
    const fits = begin.length === x!.shape.length && size.length === begin.length && size.every((n, i) => n >= 1 && begin[i]! >= 0 && begin[i]! + n <= x!.shape[i]!);
    internal(fits, `slice of [${x!.shape}] from [${begin}], [${size}] long`);
    return { shape: size, dtype: x!.dtype };
  },
  backward: ({ dy, attrs }) => [{ begin: attr.numbers(attrs, 'begin'), derivative: dy }],
  execute: (tf, [x], attrs) => tf.slice(x!, [...attr.numbers(attrs, 'begin')], [...attr.numbers(attrs, 'size')]),
});

/** Zeros around: `amounts` is before and after for each axis, flat. */
export const pad = defineOp({
  takes: ['either'],
  infer: ([x], attrs) => {
    const amounts = attr.numbers(attrs, 'amounts');
    internal(amounts.length === 2 * x!.shape.length && amounts.every((amount) => amount >= 0), `pad of [${x!.shape}] by [${amounts}]`);
    return { shape: x!.shape.map((size, i) => size + amounts[2 * i]! + amounts[2 * i + 1]!), dtype: x!.dtype };
  },
  backward: ({ b, inputs, dy, attrs }) => {
    const amounts = attr.numbers(attrs, 'amounts');
    return [b.slice(dy, inputs[0]!.shape.map((_, i) => amounts[2 * i]!), inputs[0]!.shape)];
  },
  execute: (tf, [x], attrs) => {
    const amounts = attr.numbers(attrs, 'amounts');
    return tf.pad(x!, x!.shape.map((_, i) => [amounts[2 * i]!, amounts[2 * i + 1]!] as [number, number]));
  },
});
