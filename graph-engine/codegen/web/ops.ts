/** The operations in the words of an exported module: methods of its class Tensor (`runtime/tensor.ts`). */
import type { OpKind } from '../../program/ops';
import { atom, level, type Expression } from '../program/expression';
import { isGrowing, sameSize, type Size } from '../program/growth';
import { random, type Refused } from '../program/inference/refused';
import { grownAttr } from '../program/target';
import type { Anchor, Language, TextOp } from '../program/write-region';
import { number } from '../program/text';
import { figure, list, size } from './text';

type Write = (op: TextOp) => Expression;
export type WebTable = { readonly [K in OpKind]: Write | Refused };

const x = (op: TextOp): Expression => op.inputs[0]!.code;
const y = (op: TextOp): Expression => op.inputs[1]!.code;
const call = (name: string, args: readonly string[]): Expression => atom(`${name}(${args.join(', ')})`);
/** Numbers have no methods, and what has no axes may be one. */
const mayBeNumber = ({ code, shape }: TextOp['inputs'][number]): boolean => shape.length === 0 && (code.isNumber === true || code.level > level.atom || /^\w+$/.test(code.text));
const receiver = (operand: TextOp['inputs'][number]): string => (mayBeNumber(operand) ? `scalar(${operand.code.text})` : operand.code.text);
const method = (op: TextOp, name: string, args: readonly string[] = []): Expression => atom(`${receiver(op.inputs[0]!)}.${name}(${args.join(', ')})`);

const plain =
  (name: string): Write =>
  (op) =>
    method(op, name);
const isOne = ({ code }: TextOp['inputs'][number]): boolean => code.isNumber === true && code.text === '1';
const isNegative = ({ code }: TextOp['inputs'][number]): boolean => code.isNumber === true && code.text.startsWith('-');
/** A tensor comes before a number. */
const turnable =
  (name: string): Write =>
  (op) => {
    const [a, b] = op.inputs as readonly [TextOp['inputs'][number], TextOp['inputs'][number]];
    return mayBeNumber(a) && !mayBeNumber(b) ? atom(`${receiver(b)}.${name}(${a.code.text})`) : atom(`${receiver(a)}.${name}(${b.code.text})`);
  };
const sum =
  (name: string, opposite: string): Write =>
  (op) =>
    isNegative(op.inputs[1]!) && !mayBeNumber(op.inputs[0]!) ? method(op, opposite, [y(op).text.slice(1)]) : name === 'add' ? turnable(name)(op) : method(op, name, [y(op).text]);

/** One size of a new shape may be left open: the one that grows. */
function newShape(shape: readonly Size[], anchor: Anchor): string {
  const free = shape.filter(isGrowing).length === 1;
  return list(shape.map((one) => (free && isGrowing(one) ? '-1' : size(one, anchor))));
}
const numbers = (op: TextOp, key: string): string => list(grownAttr.numbers(op, key).map(String));
const settings = (op: TextOp): string => `{ strides: ${numbers(op, 'strides')}, padding: '${grownAttr.text(op, 'padding')}' }`;
const fixed = (one: Size | undefined): string => {
  if (typeof one !== 'number') throw new Error('internal: the size of an image grows with the batch');
  return number(one);
};
const reduced =
  (name: 'sum' | 'mean'): Write =>
  (op) =>
    method(op, name, [numbers(op, 'axes'), ...(grownAttr.flag(op, 'keepDims') ? ['true'] : [])]);
const slice: Write = (op) => {
  const [begin, length] = [grownAttr.sizes(op, 'begin'), grownAttr.sizes(op, 'size')];
  const whole = op.inputs[0]!.shape;
  const rest = (axis: number): boolean => isGrowing(length[axis]!) && begin[axis] === 0 && sameSize(length[axis]!, whole[axis]!);
  return method(op, 'slice', [list(begin.map((one) => size(one, op.anchor))), list(length.map((one, axis) => (rest(axis) ? '-1' : size(one, op.anchor))))]);
};
const pad: Write = (op) => {
  const amounts = grownAttr.sizes(op, 'amounts').map((one) => size(one, op.anchor));
  return method(op, 'pad', [list(Array.from({ length: amounts.length / 2 }, (_, axis) => list(amounts.slice(2 * axis, 2 * axis + 2))))]);
};
const matMul: Write = (op) => {
  const turned = (['transposeA', 'transposeB'] as const).filter((key) => grownAttr.flag(op, key)).map((key) => `${key}: true`);
  return method(op, 'matMul', [y(op).text, ...(turned.length > 0 ? [`{ ${turned.join(', ')} }`] : [])]);
};

export const ops: WebTable = {
  neg: plain('neg'),
  exp: plain('exp'),
  log: plain('log'),
  sqrt: plain('sqrt'),
  square: plain('square'),
  abs: plain('abs'),
  relu: plain('relu'),
  sigmoid: plain('sigmoid'),
  tanh: plain('tanh'),
  softplus: plain('softplus'),
  sign: plain('sign'),
  step: plain('step'),
  floor: plain('floor'),
  // Nothing is derived from what a module computes.
  stopGradient: x,
  add: sum('add', 'sub'),
  sub: sum('sub', 'add'),
  mul: (op) => (isOne(op.inputs[1]!) && !mayBeNumber(op.inputs[0]!) ? x(op) : turnable('mul')(op)),
  div: (op) => method(op, 'div', [y(op).text]),
  maximum: turnable('maximum'),
  minimum: turnable('minimum'),
  equal: turnable('equal'),
  matMul,
  conv2d: (op) => method(op, 'conv2d', [y(op).text, settings(op)]),
  convInputGrad: (op) => method(op, 'convTranspose', [y(op).text, list(op.shape.slice(1, 3).map(fixed)), settings(op)]),
  convFilterGrad: { because: 'is the derivative of a convolution with respect to its kernel, which a model that is only run does not need' },
  avgPool: (op) => method(op, 'avgPool', [numbers(op, 'size')]),
  maxPool: (op) => method(op, 'maxPool', [numbers(op, 'size')]),
  upsample: (op) => method(op, 'upsample', [numbers(op, 'size')]),
  reshape: (op) => method(op, 'reshape', [newShape(op.shape, op.anchor)]),
  transpose: (op) => method(op, 'transpose', [numbers(op, 'perm')]),
  sum: reduced('sum'),
  broadcastTo: (op) => method(op, 'broadcastTo', [list(op.shape.map((one) => size(one, op.anchor)))]),
  concat: (op) => call('concat', [list(op.inputs.map((input) => receiver(input))), size(grownAttr.size(op, 'axis'), op.anchor)]),
  slice,
  pad,
  softmax: plain('softmax'),
  logSoftmax: plain('logSoftmax'),
  argMax: plain('argMax'),
  oneHot: (op) => method(op, 'oneHot', [size(grownAttr.size(op, 'depth'), op.anchor)]),
  gather: (op) => method(op, 'gather', [y(op).text]),
  segmentSum: (op) => method(op, 'segmentSum', [y(op).text, size(grownAttr.size(op, 'segments'), op.anchor)]),
  toInt: plain('toInt'),
  toFloat: plain('toFloat'),
  constant: (op) => {
    const value = figure(op.attrs['value'] as Size, op.anchor);
    return op.shape.length === 0 ? value : call('filled', [list(op.shape.map((one) => size(one, op.anchor))), value.text]);
  },
  randomNormal: random,
  randomUniform: random,
};

/** On an operation whose result goes on in double precision. */
export const PRECISE = 'precise';
const written = Object.fromEntries(
  Object.entries(ops).map(([kind, line]): [string, Write] => [
    kind,
    (op) => {
      if (typeof line !== 'function') throw new Error(`internal: ${kind} was to be written, which is refused`);
      const expression = line(op);
      return op.attrs[PRECISE] === true ? atom(`${expression.text}.double()`) : expression;
    },
  ]),
) as Language['ops'];

export const javascript: Language = {
  ops: written,
  mean: reduced('mean'),
  number: figure,
  name: (camel) => camel,
  numbered: (name, count) => `${name}${count}`,
  call: (name, args) => call(name, args),
  range: (op) => call('range', [size(op.shape[0]!, op.anchor)]),
};
