/** The operations in TensorFlow.js: methods of tensors where there are such, and arithmetic on what is a number of the language. */
import { atom, infix, level, within, type Expression } from '../program/expression';
import { isGrowing, sameSize, type Figure, type Size } from '../program/growth';
import { grownAttr, type OpTable } from '../program/target';
import type { Anchor, Language, TextOp } from '../program/write-region';
import { figure, list, quote, shapeOf, size } from './text';

const x = (op: TextOp): Expression => op.inputs[0]!.code;
const y = (op: TextOp): Expression => op.inputs[1]!.code;
const call = (name: string, ...args: readonly string[]): Expression => atom(`${name}(${args.join(', ')})`);
const isNumeric = (of: Expression): boolean => of.isNumber === true || of.isScalar === true;
const scalar = (of: Expression): Expression => ({ text: of.text, level: of.level, isScalar: true });

export const method = (of: Expression, name: string, ...args: readonly string[]): Expression => atom(`${isNumeric(of) ? `tf.scalar(${of.text})` : of.text}.${name}(${args.join(', ')})`);
/** A method of tensors, and what it is of a number. */
const unary =
  (name: string, ofNumber?: (of: Expression) => Expression) =>
  (op: TextOp): Expression =>
    ofNumber && isNumeric(x(op)) ? scalar(ofNumber(x(op))) : method(x(op), name);
const math = (name: string) => (of: Expression): Expression => call(`Math.${name}`, of.text);

/** `swaps`: a number that comes first is given to the tensor instead. */
const binary =
  (name: string, swaps: boolean, ofNumbers: (a: Expression, b: Expression) => Expression) =>
  (op: TextOp): Expression => {
    const [a, b] = [x(op), y(op)];
    if (isNumeric(a) && isNumeric(b)) return scalar(ofNumbers(a, b));
    if (!isNumeric(a)) return method(a, name, b.text);
    return swaps ? method(b, name, a.text) : call(`tf.${name}`, a.text, b.text);
  };
const operator = (sign: string, of: 2 | 3) => (a: Expression, b: Expression): Expression => infix(a, sign, b, of);
const isNegative = (of: Expression): boolean => of.isNumber === true && of.text.startsWith('-');
const negative = (of: Expression): Expression => ({ text: `-${within(of, level.atom)}`, level: level.unary });

/** One size of a new shape may be left to the framework: the one that grows. */
function newShape(shape: readonly Size[], anchor: Anchor): string {
  const free = shape.filter(isGrowing).length === 1;
  return list(shape.map((one) => (free && isGrowing(one) ? '-1' : size(one, anchor))));
}
function reshape(op: TextOp): Expression {
  const { shape } = op;
  const from = op.inputs[0]!.shape;
  const widened = shape.length === from.length + 1 ? shape.findIndex((one, i) => one === 1 && [...shape.slice(0, i), ...shape.slice(i + 1)].every((other, j) => sameSize(other, from[j]!))) : -1;
  if (widened >= 0) return method(x(op), 'expandDims', String(widened === shape.length - 1 ? -1 : widened));
  return method(x(op), 'reshape', newShape(shape, op.anchor));
}
function slice(op: TextOp): Expression {
  const from = op.inputs[0]!.shape;
  const [begin, length] = [grownAttr.sizes(op, 'begin'), grownAttr.sizes(op, 'size')];
  // To the end of an axis is -1.
  const sizes = length.map((one, axis) => (begin[axis] === 0 && sameSize(one, from[axis]!) ? '-1' : size(one, op.anchor)));
  return method(x(op), 'slice', list(begin.map((one) => size(one, op.anchor))), list(sizes));
}
function pad(op: TextOp): Expression {
  const amounts = grownAttr.sizes(op, 'amounts').map((amount) => size(amount, op.anchor));
  return method(x(op), 'pad', list(op.shape.map((_, axis) => list([amounts[2 * axis]!, amounts[2 * axis + 1]!]))));
}
function reduced(name: 'sum' | 'mean') {
  return (op: TextOp): Expression => {
    const axes = grownAttr.numbers(op, 'axes');
    const keep = grownAttr.flag(op, 'keepDims');
    const rank = op.inputs[0]!.shape.length;
    if (axes.length === rank && !keep) return method(x(op), name);
    const which = axes.length === 1 ? String(axes[0] === rank - 1 && rank > 1 ? -1 : axes[0]) : list(axes);
    return method(x(op), name, which, ...(keep ? ['true'] : []));
  };
}
const numbers = (op: TextOp, key: string): string => list(grownAttr.numbers(op, key));
const image = ({ text }: Expression): string => `${text} as tf.Tensor4D`;
const drawn = (name: string) => (op: TextOp): Expression => call(name, op.like ? `${op.like}.shape` : shapeOf(op.shape, op.anchor));
const convolution = (name: string, key?: string) => (op: TextOp): Expression =>
  call(name, image(x(op)), image(y(op)), ...(key ? [shapeOf(grownAttr.sizes(op, key), op.anchor)] : []), numbers(op, 'strides'), quote(grownAttr.text(op, 'padding')));
const pool = (name: string) => (op: TextOp): Expression => call(name, image(x(op)), numbers(op, 'size'), numbers(op, 'size'), "'valid'");

export const ops: OpTable<Expression, TextOp> = {
  neg: unary('neg', negative),
  exp: unary('exp', math('exp')),
  log: unary('log', math('log')),
  sqrt: unary('sqrt', math('sqrt')),
  square: unary('square', (of) => ({ text: `${within(of, level.atom)} ** 2`, level: level.product })),
  abs: unary('abs', math('abs')),
  relu: unary('relu'),
  sigmoid: unary('sigmoid'),
  tanh: unary('tanh', math('tanh')),
  softplus: unary('softplus'),
  sign: unary('sign', math('sign')),
  step: unary('step'),
  floor: unary('floor', math('floor')),
  stopGradient: (op) => (isNumeric(x(op)) ? x(op) : call('ops.stopGradient', x(op).text)),
  // `x.sub(2)` for `x.add(-2)`.
  add: (op) => (isNegative(y(op)) && !isNumeric(x(op)) ? method(x(op), 'sub', y(op).text.slice(1)) : binary('add', true, operator('+', level.sum))(op)),
  sub: (op) => (isNegative(y(op)) && !isNumeric(x(op)) ? method(x(op), 'add', y(op).text.slice(1)) : binary('sub', false, operator('-', level.sum))(op)),
  mul(op) {
    const [a, b] = [x(op), y(op)];
    // `x.mul(1 / n)` is `x.div(n)`.
    const share = /^1 \/ ([\w.]+\.shape\[0\]!)$/.exec(b.text);
    if (share && !isNumeric(a)) return method(a, 'div', share[1]!);
    if (b.isNumber && b.text === '1') return a;
    return binary('mul', true, operator('*', level.product))(op);
  },
  div: binary('div', false, operator('/', level.product)),
  maximum: binary('maximum', true, (a, b) => call('Math.max', a.text, b.text)),
  minimum: binary('minimum', true, (a, b) => call('Math.min', a.text, b.text)),
  equal: (op) => method(isNumeric(x(op)) ? method(y(op), 'equal', x(op).text) : method(x(op), 'equal', y(op).text), 'toFloat'),
  matMul(op) {
    const flags = [grownAttr.flag(op, 'transposeA'), grownAttr.flag(op, 'transposeB')];
    const given = flags[1] ? flags : flags[0] ? [true] : [];
    return method(x(op), 'matMul', y(op).text, ...given.map(String));
  },
  conv2d: convolution('tf.conv2d'),
  convInputGrad: convolution('tf.conv2dTranspose', 'inputShape'),
  convFilterGrad: (op) => call('ops.filterGradient', image(x(op)), image(y(op)), numbers(op, 'filterShape'), numbers(op, 'strides'), quote(grownAttr.text(op, 'padding'))),
  avgPool: pool('tf.avgPool'),
  maxPool: pool('tf.maxPool'),
  upsample: (op) => call('tf.image.resizeNearestNeighbor', image(x(op)), list(op.shape.slice(1, 3).map((one) => size(one, op.anchor)))),
  reshape,
  transpose: (op) => method(x(op), 'transpose', numbers(op, 'perm')),
  sum: reduced('sum'),
  broadcastTo: (op) => method(x(op), 'broadcastTo', shapeOf(op.shape, op.anchor)),
  concat(op) {
    const axis = grownAttr.size(op, 'axis') as number;
    return call('tf.concat', list(op.inputs.map(({ code }) => code.text)), String(axis === op.shape.length - 1 && axis > 0 ? -1 : axis));
  },
  slice,
  pad,
  softmax: unary('softmax'),
  logSoftmax: unary('logSoftmax'),
  argMax: (op) => method(x(op), 'argMax', '-1'),
  oneHot: (op) => method(call('tf.oneHot', x(op).text, size(grownAttr.size(op, 'depth'), op.anchor)), 'toFloat'),
  // A table of weights may be derived, which not every backend can for a choice of rows.
  gather(op) {
    const [table] = op.inputs;
    return table!.dtype === 'float32' && table!.shape.length === 2 && !isGrowing(table!.shape[0]!) ? call('ops.rowsAt', x(op).text, y(op).text) : method(x(op), 'gather', y(op).text);
  },
  // It adds along one axis alone.
  segmentSum(op) {
    const [rows, ids] = op.inputs.map(({ shape }) => shape) as [readonly Size[], readonly Size[]];
    const flat = ids.length === 1 ? [x(op), y(op)] : [method(x(op), 'reshape', list(['-1', ...rows.slice(ids.length).map((one) => size(one, op.anchor))])), method(y(op), 'flatten')];
    return call('tf.unsortedSegmentSum', ...flat.map(({ text }) => text), size(grownAttr.size(op, 'segments'), op.anchor));
  },
  toInt: unary('toInt'),
  toFloat: unary('toFloat'),
  constant(op) {
    const value = figure(op.attrs['value'] as Figure, op.anchor);
    if (op.shape.length === 0) return value;
    return call('tf.fill', op.like ? `${op.like}.shape` : shapeOf(op.shape, op.anchor), value.text);
  },
  randomNormal: drawn('ops.randomNormal'),
  randomUniform: drawn('ops.randomUniform'),
};

export const typescript: Language = {
  ops,
  mean: reduced('mean'),
  number: figure,
  name: (camel) => camel,
  numbered: (name, count) => `${name}${count}`,
  call: (name, args) => call(name, ...args),
  range: (op) => call('tf.range', '0', size(op.shape[0]!, op.anchor)),
};
