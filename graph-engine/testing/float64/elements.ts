/** Element-wise functions in double precision. */
import { sizeOf } from '../../document/shape';
import { eachPlace, stridesFor, type Kernel64 } from './kernel';

const unary = (f: (x: number) => number): Kernel64 => ([x]) => x!.data.map(f);
/** With numpy's broadcasting: an axis of size 1 has stride 0. */
const binary = (f: (x: number, y: number) => number): Kernel64 => ([x, y], { shape }) => {
  const out = new Float64Array(sizeOf(shape));
  const [xs, ys] = [x!.data, y!.data];
  if (xs.length === out.length && ys.length === out.length) {
    for (let i = 0; i < out.length; i++) out[i] = f(xs[i]!, ys[i]!);
    return out;
  }
  const [xStrides, yStrides] = [stridesFor(x!.shape, shape), stridesFor(y!.shape, shape)];
  eachPlace(shape, (index, at) => {
    let [xi, yi] = [0, 0];
    for (let axis = 0; axis < index.length; axis++) {
      xi += index[axis]! * xStrides[axis]!;
      yi += index[axis]! * yStrides[axis]!;
    }
    out[at] = f(xs[xi]!, ys[yi]!);
  });
  return out;
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
