/** Operations that move numbers, their sum over axes, look-up, and sources. */
import { sizeOf } from '../../document/shape';
import { attr } from '../../program/ops/definition';
import { fillNormal, fillUniform } from '../../random/counter';
import { eachPlace, stridesFor, type Kernel64, type Tensor64 } from './kernel';

const dot = (index: readonly number[], strides: readonly number[]): number => index.reduce((sum, i, axis) => sum + i * strides[axis]!, 0);
const copy: Kernel64 = ([x]) => x!.data.slice();
/** Takes every number of the output from the place of the input that `place` names. */
function gathered(shape: readonly number[], { data }: Tensor64, place: (index: readonly number[]) => number): Float64Array {
  const out = new Float64Array(sizeOf(shape));
  eachPlace(shape, (index, at) => (out[at] = data[place(index)]!));
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
    return gathered(shape, x!, (index) => dot(index, attr.numbers(attrs, 'perm').map((axis) => strides[axis]!)));
  },
  broadcastTo: ([x], { shape }) => gathered(shape, x!, (index) => dot(index, stridesFor(x!.shape, shape))),
  slice: ([x], { shape, attrs }) => gathered(shape, x!, (index) => dot(index.map((i, axis) => i + attr.numbers(attrs, 'begin')[axis]!), stridesFor(x!.shape, x!.shape))),
  pad([x], { shape, attrs }) {
    const out = new Float64Array(sizeOf(shape));
    const [amounts, strides] = [attr.numbers(attrs, 'amounts'), stridesFor(shape, shape)];
    eachPlace(x!.shape, (index, at) => (out[dot(index.map((i, axis) => i + amounts[2 * axis]!), strides)] = x!.data[at]!));
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
