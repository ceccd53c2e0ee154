/** The operations in PyTorch. Images lie [batch, height, width, channels] here, as in the program; layers in PyTorch's own words turn them once. */
import { atom, infix, level, within, type Expression } from '../program/expression';
import { isBatch, isGrowing, sameSize, type Size } from '../program/growth';
import { grownAttr, type OpTable } from '../program/target';
import type { Anchor, Language, TextOp } from '../program/write-region';
import { figure, method, number, shapeOf, size, snake, tuple } from './text';

const x = (op: TextOp): Expression => op.inputs[0]!.code;
const y = (op: TextOp): Expression => op.inputs[1]!.code;
const plain =
  (name: string) =>
  (op: TextOp): Expression =>
    method(x(op), name);
const call = (name: string, ...args: readonly string[]): Expression => atom(`${name}(${args.join(', ')})`);
const negative = (of: Expression): Expression => ({ text: `-${within(of, level.atom)}`, level: level.unary });

const bound = (argument: 'min' | 'max', name: string) => (op: TextOp): Expression => {
  // Numbers, those of an argument too, are no tensors.
  if (op.inputs[1]!.shape.length === 0) return method(x(op), 'clamp', `${argument}=${y(op).text}`);
  if (op.inputs[0]!.shape.length === 0) return method(y(op), 'clamp', `${argument}=${x(op).text}`);
  return call(`torch.${name}`, x(op).text, y(op).text);
};
const flagged = (op: TextOp, key: string): boolean => grownAttr.flag(op, key);

/** One size of a new shape may be left to PyTorch: the one that grows. */
function newShape(shape: readonly Size[], anchor: Anchor): string {
  const free = shape.filter(isGrowing).length === 1;
  return shape.map((one) => (free && isGrowing(one) ? '-1' : size(one, anchor))).join(', ');
}
function reshape(op: TextOp): Expression {
  const { shape } = op;
  const from = op.inputs[0]!.shape;
  if (shape.length === 2 && from.length > 2 && isBatch(shape[0]) && isBatch(from[0])) return method(x(op), 'flatten', '1');
  if (shape.length === from.length + 1 && shape.at(-1) === 1 && shape.slice(0, -1).every((one, i) => sameSize(one, from[i]!))) return method(x(op), 'unsqueeze', '-1');
  return method(x(op), 'reshape', newShape(shape, op.anchor));
}
function slice(op: TextOp): Expression {
  const from = op.inputs[0]!.shape;
  const [begin, length] = [grownAttr.sizes(op, 'begin'), grownAttr.sizes(op, 'size')];
  const ranges = from.map((whole, axis) => {
    if (sameSize(whole, length[axis]!)) return ':';
    const [at, many] = [begin[axis]!, length[axis]!];
    if (typeof at !== 'number') throw new Error('internal: a slice that starts where the batch ends');
    const end = typeof many === 'number' ? at + many : { times: many.times, plus: many.plus + at };
    return `${at === 0 ? '' : number(at)}:${sameSize(end, whole) ? '' : size(end, op.anchor)}`;
  });
  while (ranges.length > 1 && ranges.at(-1) === ':') ranges.pop();
  // The last axis of several: `x[..., 2:4]`.
  const lead = ranges.slice(0, -1).every((range) => range === ':') && ranges.length === from.length && ranges.length > 2;
  return atom(`${within(x(op), level.atom)}[${lead ? `..., ${ranges.at(-1)}` : ranges.join(', ')}]`);
}
/** PyTorch counts from the last axis, and leaves out the axes before that get nothing. */
function pad(op: TextOp): Expression {
  const amounts = grownAttr.sizes(op, 'amounts').map((amount) => size(amount, op.anchor));
  const pairs = Array.from({ length: amounts.length / 2 }, (_, axis) => [amounts[2 * axis]!, amounts[2 * axis + 1]!]).reverse();
  while (pairs.length > 1 && pairs.at(-1)!.every((amount) => amount === '0')) pairs.pop();
  return call('F.pad', x(op).text, tuple(pairs.flat()));
}
function reduced(name: 'sum' | 'mean') {
  return (op: TextOp): Expression => {
    const axes = grownAttr.numbers(op, 'axes');
    const keep = flagged(op, 'keepDims');
    const rank = op.inputs[0]!.shape.length;
    if (axes.length === rank && !keep) return method(x(op), name);
    const which = axes.length === 1 ? (axes[0] === rank - 1 && rank > 1 ? '-1' : String(axes[0])) : tuple(axes.map(String));
    return method(x(op), name, which, ...(keep ? ['keepdim=True'] : []));
  };
}
const numbers = (op: TextOp, key: string): string => tuple(grownAttr.numbers(op, key).map(String));
const window = (op: TextOp): string => tuple(grownAttr.numbers(op, 'size').map(String));
const isNegative = (of: Expression): boolean => of.isNumber === true && of.text.startsWith('-');
const positive = (of: Expression): Expression => ({ text: of.text.slice(1), level: level.atom, isNumber: true });
const isOne = (text: string): boolean => text === '1';

/** Random numbers of the whole batch, of which each process takes its own items (`tensors.py`). */
const random = (name: 'normal' | 'uniform') => (op: TextOp): Expression => {
  // What is not drawn for items is the same in all processes.
  if (!isBatch(op.shape[0]) && op.shape.every((one) => typeof one === 'number')) {
    const torch = name === 'normal' ? 'randn' : 'rand';
    return op.like ? call(`torch.${torch}_like`, op.like) : call(`torch.${torch}`, shapeOf(op.shape, op.anchor), `device=${op.beside()}.device`);
  }
  if (op.like) return call(`${name}_like`, op.like);
  return call(name, shapeOf(op.shape, op.anchor), op.beside());
};
const convolution = (name: string, ...more: readonly string[]) => (op: TextOp): Expression =>
  call(name, x(op).text, y(op).text, ...more.map((key) => shapeOf(grownAttr.sizes(op, key), op.anchor)), `strides=${numbers(op, 'strides')}`, `padding="${grownAttr.text(op, 'padding')}"`);

export const ops: OpTable<Expression, TextOp> = {
  neg: (op) => negative(x(op)),
  exp: plain('exp'),
  log: plain('log'),
  sqrt: plain('sqrt'),
  square: plain('square'),
  abs: plain('abs'),
  relu: plain('relu'),
  sigmoid: plain('sigmoid'),
  tanh: plain('tanh'),
  softplus: (op) => call('F.softplus', x(op).text),
  sign: plain('sign'),
  step: (op) => method({ text: `${within(x(op), level.sum)} > 0`, level: level.comparison }, 'float'),
  floor: plain('floor'),
  stopGradient: plain('detach'),
  add: (op) => (isNegative(y(op)) ? infix(x(op), '-', positive(y(op)), level.sum) : infix(x(op), '+', y(op), level.sum)),
  sub: (op) => (isNegative(y(op)) ? infix(x(op), '+', positive(y(op)), level.sum) : infix(x(op), '-', y(op), level.sum)),
  mul: (op) => {
    // `x * (1 / len(x))` is `x / len(x)`.
    const share = /^1 \/ (len\([\w.]+\))$/.exec(y(op).text);
    if (share && y(op).level === level.product) return infix(x(op), '/', atom(share[1]!), level.product);
    if (y(op).isNumber && isOne(y(op).text) && !x(op).isNumber) return x(op);
    // A number comes first: `0.5 * x`.
    return y(op).isNumber && !x(op).isNumber && !isOne(y(op).text) ? infix(y(op), '*', x(op), level.product) : infix(x(op), '*', y(op), level.product);
  },
  div: (op) => infix(x(op), '/', y(op), level.product),
  maximum: bound('min', 'maximum'),
  minimum: bound('max', 'minimum'),
  equal: (op) => method({ text: `${within(x(op), level.sum)} == ${within(y(op), level.sum)}`, level: level.comparison }, 'float'),
  matMul: (op) => {
    // `.T` turns over all axes.
    const turn = op.shape.length === 2 ? '.T' : '.transpose(-2, -1)';
    const turned = (of: Expression, key: string): Expression => (flagged(op, key) ? atom(`${within(of, level.atom)}${turn}`) : of);
    return infix(turned(x(op), 'transposeA'), '@', turned(y(op), 'transposeB'), level.product);
  },
  conv2d: convolution('convolve'),
  convInputGrad: convolution('convolve_back', 'inputShape'),
  convFilterGrad: convolution('filter_gradient', 'filterShape'),
  avgPool: (op) => call('average_pool', x(op).text, window(op)),
  maxPool: (op) => call('max_pool', x(op).text, window(op)),
  upsample: (op) => call('upsample', x(op).text, window(op)),
  reshape,
  transpose: (op) => method(x(op), 'permute', ...grownAttr.numbers(op, 'perm').map(String)),
  sum: reduced('sum'),
  broadcastTo: (op) => method(x(op), 'expand', shapeOf(op.shape, op.anchor)),
  concat: (op) => {
    const axis = grownAttr.size(op, 'axis') as number;
    return call('torch.cat', `[${op.inputs.map(({ code }) => code.text).join(', ')}]`, `dim=${axis === op.shape.length - 1 && axis > 0 ? -1 : axis}`);
  },
  slice,
  pad,
  softmax: (op) => method(x(op), 'softmax', '-1'),
  logSoftmax: (op) => method(x(op), 'log_softmax', '-1'),
  argMax: (op) => method(x(op), 'argmax', '-1'),
  oneHot: (op) => method(call('F.one_hot', x(op).text, size(grownAttr.size(op, 'depth'), op.anchor)), 'float'),
  // Of a module, its rows.
  gather: (op) => atom(x(op).text.endsWith('.weight') ? `${x(op).text.slice(0, -'.weight'.length)}(${y(op).text})` : `${within(x(op), level.atom)}[${y(op).text}]`),
  segmentSum: (op) => call('segment_sum', x(op).text, y(op).text, size(grownAttr.size(op, 'segments'), op.anchor)),
  toInt: plain('long'),
  toFloat: plain('float'),
  constant: (op) => {
    const value = figure(op.attrs['value'] as Size, op.anchor);
    if (op.shape.length === 0) return value;
    if (op.like) return call('torch.full_like', op.like, value.text);
    return method(atom(op.beside()), 'new_full', shapeOf(op.shape, op.anchor), value.text);
  },
  randomNormal: random('normal'),
  randomUniform: random('uniform'),
};

const overItems = (op: TextOp): Expression => {
  const mean = reduced('mean')(op);
  return grownAttr.numbers(op, 'axes').join() === '0' && isBatch(op.inputs[0]!.shape[0]) ? call('mean_of_processes', mean.text) : mean;
};
const alone: Language = {
  ops,
  mean: reduced('mean'),
  number: figure,
  name: snake,
  numbered: (name, count) => `${name}_${count}`,
  call: (name, args) => call(name, ...args),
  range: (op) => call('torch.arange', size(op.shape[0]!, op.anchor), 'dtype=torch.float32', `device=${op.beside()}.device`),
};
export const python: Language = { ...alone, ofBatch: { ...alone, mean: overItems } };
