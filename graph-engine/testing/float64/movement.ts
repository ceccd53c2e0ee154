/** Operations that move numbers, their sum over axes, look-up, and sources. */
import { sizeOf } from '../../document/shape';
import { attr } from '../../program/ops/definition';
import { fillNormal, fillUniform } from '../../random/counter';
import { eachPlace, stridesFor, type Kernel64, type Tensor64 } from './kernel';

function dot(index: readonly number[], strides: readonly number[]): number {
  let sum = 0;
  for (let axis = 0; axis < index.length; axis++) sum += index[axis]! * strides[axis]!;
  return sum;
}
const copy: Kernel64 = ([x]) => x!.data.slice();
/** Takes every number of the output from the place of the input that lies `strides` apart along each axis, from `start` on. */
function gathered(shape: readonly number[], { data }: Tensor64, strides: readonly number[], start = 0): Float64Array {
  const out = new Float64Array(sizeOf(shape));
  eachPlace(shape, (index, at) => (out[at] = data[start + dot(index, strides)]!));
  return out;
}
const random = (fill: typeof fillNormal): Kernel64 => (_, { shape, attrs, run }) => {
  const numbers = new Float32Array(sizeOf(shape));
  fill(numbers, run.seed, run.step, attr.number(attrs, 'stream'));
  return Float64Array.from(numbers);
};

export const movement = {
  reshape: copy,
  transpose([x], { shape, attrs }) {
    const strides = stridesFor(x!.shape, x!.shape);
    return gathered(shape, x!, attr.numbers(attrs, 'perm').map((axis) => strides[axis]!));
  },
  broadcastTo: ([x], { shape }) => gathered(shape, x!, stridesFor(x!.shape, shape)),
  slice([x], { shape, attrs }) {
    const strides = stridesFor(x!.shape, x!.shape);
    return gathered(shape, x!, strides, dot(attr.numbers(attrs, 'begin'), strides));
  },
  pad([x], { shape, attrs }) {
    const out = new Float64Array(sizeOf(shape));
    const strides = stridesFor(shape, shape);
    const start = dot(attr.numbers(attrs, 'amounts').filter((_, i) => i % 2 === 0), strides);
    eachPlace(x!.shape, (index, at) => (out[start + dot(index, strides)] = x!.data[at]!));
    return out;
  },
  concat(inputs, { shape, attrs }) {
    const out = new Float64Array(sizeOf(shape));
    const [along, strides] = [attr.number(attrs, 'axis'), stridesFor(shape, shape)];
    let offset = 0;
    for (const x of inputs) {
      eachPlace(x.shape, (index, at) => (out[dot(index, strides) + offset * strides[along]!] = x.data[at]!));
      offset += x.shape[along]!;
    }
    return out;
  },
  sum([x], { shape, attrs }) {
    const out = new Float64Array(sizeOf(shape));
    const axes = attr.numbers(attrs, 'axes');
    const kept = x!.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    const strides = kept.map((size, axis) => (axes.includes(axis) ? 0 : sizeOf(kept.slice(axis + 1))));
    eachPlace(x!.shape, (index, at) => (out[dot(index, strides)]! += x!.data[at]!));
    return out;
  },
  gather([table, indices], { shape }) {
    const row = sizeOf(table!.shape.slice(1));
    return Float64Array.from({ length: sizeOf(shape) }, (_, i) => table!.data[indices!.data[Math.floor(i / row)]! * row + (i % row)]!);
  },
  segmentSum([rows, ids], { shape }) {
    const out = new Float64Array(sizeOf(shape));
    const row = sizeOf(shape.slice(1));
    rows!.data.forEach((x, i) => (out[ids!.data[Math.floor(i / row)]! * row + (i % row)]! += x));
    return out;
  },
  oneHot: ([x], { shape }) => Float64Array.from({ length: sizeOf(shape) }, (_, i) => Number(x!.data[Math.floor(i / shape.at(-1)!)] === i % shape.at(-1)!)),
  constant: (_, { shape, attrs }) => new Float64Array(sizeOf(shape)).fill(attr.number(attrs, 'value')),
  randomNormal: random(fillNormal),
  randomUniform: random(fillUniform),
} satisfies Record<string, Kernel64>;
