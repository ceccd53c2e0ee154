/** Element-wise functions in double precision. */
import { sizeOf } from '../../document/shape';
import { stridesFor, type Kernel64 } from './kernel';

const unary = (f: (x: number) => number): Kernel64 => ([x]) => x!.data.map(f);
/** With numpy's broadcasting: an axis of size 1 has stride 0. */
const binary = (f: (x: number, y: number) => number): Kernel64 => ([x, y], { shape }) => {
  const [to, xs, ys] = [stridesFor(shape, shape), stridesFor(x!.shape, shape), stridesFor(y!.shape, shape)];
  return Float64Array.from({ length: sizeOf(shape) }, (_, i) => {
    let [at, xi, yi] = [i, 0, 0];
    for (let axis = 0; axis < shape.length; axis++) {
      const index = Math.floor(at / to[axis]!);
      at -= index * to[axis]!;
      xi += index * xs[axis]!;
      yi += index * ys[axis]!;
    }
    return f(x!.data[xi]!, y!.data[yi]!);
  });
};

export const elements = {
  neg: unary((x) => -x),
  exp: unary(Math.exp),
  log: unary(Math.log),
  sqrt: unary(Math.sqrt),
  square: unary((x) => x * x),
  abs: unary(Math.abs),
  relu: unary((x) => Math.max(x, 0)),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  tanh: unary(Math.tanh),
  softplus: unary((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  sign: unary(Math.sign),
  step: unary((x) => (x > 0 ? 1 : 0)),
  floor: unary(Math.floor),
  stopGradient: unary((x) => x),
  toInt: unary(Math.trunc),
  toFloat: unary((x) => x),
  add: binary((x, y) => x + y),
  sub: binary((x, y) => x - y),
  mul: binary((x, y) => x * y),
  div: binary((x, y) => x / y),
  maximum: binary(Math.max),
  minimum: binary(Math.min),
  equal: binary((x, y) => (x === y ? 1 : 0)),
} satisfies Record<string, Kernel64>;
