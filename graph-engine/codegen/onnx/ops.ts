/**
 * The operations in ONNX, opset 17 (https://onnx.ai/onnx/operators). Whole numbers are int64 there. Convolutions lie channels first: what follows them number
 * by number stays so, and the transpositions between two of them fall away.
 */
import type { OpKind } from '../../program/ops';
import { isGrowing, sameSize, type Figure } from '../program/growth';
import { random, type Refused } from '../program/inference/refused';
import { grownAttr, type WrittenOp, type WrittenOperand } from '../program/target';
import { held, heldFirst, type Graph, type Held } from './graph';

export interface OnnxOp extends WrittenOp<Held> {
  readonly graph: Graph;
}
type Write = (op: OnnxOp) => Held;
export type OnnxTable = { readonly [K in OpKind]: Write | Refused };

const last = ({ graph, inputs }: OnnxOp, i: number): string => graph.single(graph.last(inputs[i]!.code));
/** The first operand, as precise as it is. */
const moved = ({ graph, inputs }: OnnxOp): string => graph.last(inputs[0]!.code);

/** One number from one number, wherever it lies. */
const each =
  (write: (graph: Graph, x: string) => string): Write =>
  ({ graph, inputs }) => {
    const { code } = inputs[0]!;
    return code.first !== null ? heldFirst(write(graph, code.first)) : held(write(graph, code.last!));
  };
const plain = (kind: string): Write => each((graph, x) => graph.emitAlike(kind, [x]));

/** An operand beside one that lies channels first; null where it would have to be turned. */
function beside(graph: Graph, { code, shape }: WrittenOperand<Held>): string | null {
  if (code.first !== null) return code.first;
  if (shape.length === 0) return code.last;
  return shape.length === 1 ? graph.emit('Unsqueeze', [code.last!, graph.integers([1, 2])]) : null;
}
type Two = readonly [string, string];
const pair =
  (write: (graph: Graph, x: string, y: string) => string): Write =>
  (op) => {
    const { graph } = op;
    const [x, y] = op.inputs as readonly [WrittenOperand<Held>, WrittenOperand<Held>];
    const fits = (one: WrittenOperand<Held>): boolean => one.code.first !== null || one.shape.length < 2;
    if ((x.code.first !== null || y.code.first !== null) && fits(x) && fits(y)) return heldFirst(write(graph, ...(graph.alike([beside(graph, x)!, beside(graph, y)!]) as Two)));
    return held(write(graph, ...(graph.alike([graph.last(x.code), graph.last(y.code)]) as Two)));
  };
const infix = (kind: string): Write => pair((graph, x, y) => graph.emitAlike(kind, [x, y]));

interface Axis {
  readonly before: number;
  readonly after: number;
}
/** Zeros before and after an axis: with `same` the odd one comes behind. */
function margins(size: number, window: number, stride: number, padding: string): Axis {
  if (padding === 'valid') return { before: 0, after: 0 };
  const needed = Math.max(0, (Math.ceil(size / stride) - 1) * stride + window - size);
  return { before: Math.floor(needed / 2), after: needed - Math.floor(needed / 2) };
}
const fixed = (size: OnnxOp['shape'][number] | undefined): number => {
  if (typeof size !== 'number') throw new Error('internal: the size of an image grows with the batch');
  return size;
};
/** [height, width, in, out] → [out, in, height, width] */
const kernel = (op: OnnxOp): string => op.graph.emit('Transpose', [last(op, 1)], { perm: [3, 2, 0, 1] });
const kernelSize = (op: OnnxOp): readonly number[] => op.inputs[1]!.shape.slice(0, 2).map(fixed);

const conv2d: Write = (op) => {
  const [x, strides, window] = [op.inputs[0]!, grownAttr.numbers(op, 'strides'), kernelSize(op)];
  const axes = [0, 1].map((axis) => margins(fixed(x.shape[1 + axis]), window[axis]!, strides[axis]!, grownAttr.text(op, 'padding')));
  const pads = [...axes.map(({ before }) => before), ...axes.map(({ after }) => after)];
  return heldFirst(op.graph.emit('Conv', [op.graph.first(x.code), kernel(op)], { kernel_shape: window, strides, pads }));
};
/** The transposed convolution: rows and columns beyond the input's are cut off, and those that no window reaches are added behind. */
const convInputGrad: Write = (op) => {
  const [y, strides, window] = [op.inputs[0]!, grownAttr.numbers(op, 'strides'), kernelSize(op)];
  const axes = [0, 1].map((axis) => {
    const size = fixed(op.shape[1 + axis]);
    const { before } = margins(size, window[axis]!, strides[axis]!, grownAttr.text(op, 'padding'));
    const over = (fixed(y.shape[1 + axis]) - 1) * strides[axis]! + window[axis]! - before - size;
    return { before, after: Math.max(0, over), added: Math.max(0, -over) };
  });
  const pads = [...axes.map(({ before }) => before), ...axes.map(({ after }) => after)];
  const attributes = { kernel_shape: window, strides, pads, output_padding: axes.map(({ added }) => added) };
  return heldFirst(op.graph.emit('ConvTranspose', [op.graph.first(y.code), kernel(op)], attributes));
};
const pool =
  (kind: string): Write =>
  (op) => {
    const size = grownAttr.numbers(op, 'size');
    return heldFirst(op.graph.emit(kind, [op.graph.first(op.inputs[0]!.code)], { kernel_shape: size, strides: size }));
  };
const upsample: Write = ({ graph, inputs, ...op }) => {
  const [height, width] = grownAttr.numbers(op, 'size') as [number, number];
  const scales = graph.tensor(`scales ${height} ${width}`, [4], Float32Array.of(1, 1, height, width));
  return heldFirst(graph.emit('Resize', [graph.first(inputs[0]!.code), '', scales], { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' }));
};

const matMul: Write = (op) => {
  const turned = (i: number, key: string): string => {
    const rank = op.inputs[i]!.shape.length;
    const perm = [...Array.from({ length: rank - 2 }, (_, axis) => axis), rank - 1, rank - 2];
    return grownAttr.flag(op, key) ? op.graph.emit('Transpose', [last(op, i)], { perm }) : last(op, i);
  };
  return held(op.graph.emit('MatMul', [turned(0, 'transposeA'), turned(1, 'transposeB')]));
};
const slice: Write = (op) => {
  const { graph, inputs } = op;
  const [begin, length] = [grownAttr.sizes(op, 'begin'), grownAttr.sizes(op, 'size')];
  const axes = inputs[0]!.shape.flatMap((whole, axis) => (sameSize(whole, length[axis]!) ? [] : [axis]));
  if (axes.length === 0) return inputs[0]!.code;
  const end = axes.map((axis) => {
    const [from, many] = [begin[axis]!, length[axis]!];
    if (!isGrowing(from) && !isGrowing(many)) return from + many;
    const of = (size: typeof from) => (isGrowing(size) ? size : { times: 0, plus: size });
    return { times: of(from).times + of(many).times, plus: of(from).plus + of(many).plus };
  });
  return held(graph.emitAlike('Slice', [moved(op), graph.sizes(axes.map((axis) => begin[axis]!)), graph.sizes(end), graph.integers(axes)]));
};
const pad: Write = (op) => {
  const amounts = grownAttr.sizes(op, 'amounts');
  const sides = [0, 1].flatMap((side) => amounts.filter((_, i) => i % 2 === side));
  return held(op.graph.emit('Pad', [last(op, 0), op.graph.sizes(sides)]));
};
const oneHot: Write = (op) => {
  const { graph } = op;
  const depth = graph.sizes([grownAttr.size(op, 'depth')]);
  return held(graph.emit('OneHot', [last(op, 0), depth, graph.tensor('off and on', [2], Float32Array.of(0, 1))], { axis: -1 }));
};
/** Rows are added to zeros at the places of their segments. */
const segmentSum: Write = (op) => {
  const { graph, inputs, shape } = op;
  const places = graph.emit('Unsqueeze', [last(op, 1), graph.integers([inputs[1]!.shape.length])]);
  const zeros = graph.emit('Expand', [graph.number(0), graph.sizes(shape)]);
  return held(graph.emit('ScatterND', [zeros, places, last(op, 0)], { reduction: 'add' }));
};
const constant: Write = ({ graph, attrs, shape }) => {
  const value = graph.figure(attrs['value'] as Figure);
  return held(shape.length === 0 ? value : graph.emit('Expand', [value, graph.sizes(shape)]));
};

export const ops: OnnxTable = {
  neg: plain('Neg'),
  exp: plain('Exp'),
  log: plain('Log'),
  sqrt: plain('Sqrt'),
  square: each((graph, x) => graph.emitAlike('Mul', [x, x])),
  abs: plain('Abs'),
  relu: plain('Relu'),
  sigmoid: plain('Sigmoid'),
  tanh: plain('Tanh'),
  softplus: plain('Softplus'),
  sign: plain('Sign'),
  step: each((graph, x) => graph.cast(graph.emit('Greater', graph.alike([x, graph.number(0)])), 'float')),
  floor: plain('Floor'),
  // Nothing is derived from what a file computes.
  stopGradient: ({ inputs }) => inputs[0]!.code,
  add: infix('Add'),
  sub: infix('Sub'),
  mul: infix('Mul'),
  div: infix('Div'),
  maximum: infix('Max'),
  minimum: infix('Min'),
  equal: pair((graph, x, y) => graph.cast(graph.emit('Equal', [x, y]), 'float')),
  matMul,
  conv2d,
  convInputGrad,
  convFilterGrad: { because: 'is the derivative of a convolution with respect to its kernel, which ONNX has no operator for and a model that is only run does not need' },
  avgPool: pool('AveragePool'),
  maxPool: pool('MaxPool'),
  upsample,
  reshape: (op) => held(op.graph.emitAlike('Reshape', [moved(op), op.graph.newShape(op.shape)])),
  transpose: (op) => held(op.graph.emit('Transpose', [last(op, 0)], { perm: grownAttr.numbers(op, 'perm') })),
  sum: (op) => held(op.graph.emit('ReduceSum', [last(op, 0), op.graph.integers(grownAttr.numbers(op, 'axes'))], { keepdims: grownAttr.flag(op, 'keepDims') ? 1 : 0 })),
  broadcastTo: (op) => held(op.graph.emit('Expand', [last(op, 0), op.graph.sizes(op.shape)])),
  concat: (op) => held(op.graph.emitAlike('Concat', op.graph.alike(op.inputs.map(({ code }) => op.graph.last(code))), { axis: grownAttr.size(op, 'axis') as number })),
  slice,
  pad,
  softmax: (op) => held(op.graph.emit('Softmax', [last(op, 0)], { axis: -1 })),
  logSoftmax: (op) => held(op.graph.emit('LogSoftmax', [last(op, 0)], { axis: -1 })),
  argMax: (op) => held(op.graph.emit('ArgMax', [last(op, 0)], { axis: -1, keepdims: 0 })),
  oneHot,
  gather: (op) => held(op.graph.emit('Gather', [last(op, 0), last(op, 1)], { axis: 0 })),
  segmentSum,
  toInt: each((graph, x) => graph.cast(x, 'int64')),
  toFloat: each((graph, x) => graph.cast(x, 'float')),
  constant,
  randomNormal: random,
  randomUniform: random,
};
