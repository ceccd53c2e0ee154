/** Every operation of a program in several shapes, and their values on any backend against those on plain JavaScript. Runs in Node and in a browser. */
import * as tf from '@tensorflow/tfjs-core';
import { opOf, typeOf, type OpKind } from '../program/ops';
import { Builder } from '../program/builder';
import type { Attrs, DType } from '../program/types';
import { Random } from '../random/random';
import { backends } from '../runtime/backends';
import type { BackendName, BackendOptions } from '../runtime/backends/definition';
import { currentDevice } from '../runtime/device';
import { relativeError } from '../runtime/backends/probe';

interface CaseInput {
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** Range of the values; integers below `high`, for int32. */
  readonly low: number;
  readonly high: number;
}
export interface OpCase {
  readonly name: string;
  readonly kind: OpKind;
  readonly inputs: readonly CaseInput[];
  readonly attrs: Attrs;
}
export interface CaseResult {
  readonly case: string;
  readonly maxRelativeError: number;
  /** Tensors that the execution left behind besides its result. */
  readonly leaked: number;
}

export const real = (shape: readonly number[], low = -2, high = 2): CaseInput => ({ shape, dtype: 'float32', low, high });
export const index = (shape: readonly number[], high: number): CaseInput => ({ shape, dtype: 'int32', low: 0, high });
export function opCase(kind: OpKind, inputs: readonly CaseInput[], attrs: Attrs = {}): OpCase {
  const details = Object.entries(attrs).map(([key, value]) => ` ${key}=${String(value)}`).join('');
  return { name: `${kind}${inputs.map(({ shape }) => ` [${shape}]`).join('')}${details}`, kind, inputs, attrs };
}

const shapes: readonly (readonly number[])[] = [[], [1], [7], [3, 5], [2, 3, 4], [2, 3, 4, 5]];
const unary: readonly OpKind[] = ['neg', 'exp', 'square', 'abs', 'relu', 'sigmoid', 'tanh', 'softplus', 'sign', 'step', 'floor', 'stopGradient'];
const positive: readonly OpKind[] = ['log', 'sqrt'];
const binary: readonly OpKind[] = ['add', 'sub', 'mul', 'maximum', 'minimum'];
const pairs: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[], []], [[3, 5], []], [[], [3, 5]], [[3, 5], [5]], [[5], [3, 5]], [[3, 1], [1, 5]], [[3, 5], [3, 1]],
  [[2, 3, 4, 5], [5]], [[2, 3, 4, 5], [2, 1, 1, 5]], [[1, 1, 1, 5], [2, 3, 4, 5]], [[2, 3, 4, 5], [2, 3, 4, 5]],
];
/** Input, kernel, strides, padding: usual ones, and those where window, stride and picture do not divide. */
const convolutions: readonly (readonly [readonly number[], readonly number[], readonly [number, number], 'same' | 'valid'])[] = [
  [[2, 8, 8, 1], [3, 3, 1, 4], [1, 1], 'same'], [[2, 8, 8, 3], [3, 3, 3, 4], [2, 2], 'same'], [[2, 7, 9, 3], [3, 3, 3, 5], [2, 2], 'same'],
  [[2, 7, 9, 3], [3, 3, 3, 5], [2, 2], 'valid'], [[1, 5, 5, 2], [5, 5, 2, 3], [1, 1], 'valid'], [[3, 6, 6, 4], [1, 1, 4, 8], [1, 1], 'same'],
  [[3, 6, 6, 4], [1, 1, 4, 8], [2, 2], 'same'], [[2, 8, 8, 2], [4, 4, 2, 3], [2, 2], 'same'], [[2, 9, 7, 2], [2, 3, 2, 3], [1, 2], 'same'],
  [[2, 9, 9, 2], [2, 2, 2, 3], [3, 3], 'same'], [[2, 9, 9, 2], [2, 1, 2, 3], [5, 2], 'same'], [[3, 2, 3, 1], [1, 2, 1, 2], [2, 2], 'same'],
  [[2, 10, 10, 1], [3, 3, 1, 1], [3, 3], 'valid'], [[1, 28, 28, 1], [5, 5, 1, 16], [2, 2], 'same'], [[2, 14, 14, 16], [3, 3, 16, 32], [2, 2], 'same'],
  [[2, 3, 3, 2], [5, 5, 2, 3], [1, 1], 'same'], [[2, 4, 4, 2], [7, 7, 2, 3], [2, 2], 'same'],
];
const pools: readonly (readonly [readonly number[], readonly [number, number]])[] = [
  [[2, 4, 4, 3], [2, 2]], [[2, 5, 7, 3], [2, 2]], [[1, 9, 9, 1], [3, 3]], [[3, 8, 8, 16], [2, 2]], [[2, 4, 4, 3], [1, 1]], [[2, 5, 7, 3], [1, 3]], [[2, 7, 4, 6], [3, 2]],
];

function convolutionCases(): OpCase[] {
  return convolutions.flatMap(([x, kernel, strides, padding]) => {
    const attrs = { strides, padding };
    const y = typeOf('conv2d', [real(x), real(kernel)], attrs).shape;
    return [
      opCase('conv2d', [real(x), real(kernel)], attrs),
      opCase('convInputGrad', [real(y), real(kernel)], { ...attrs, inputShape: x }),
      opCase('convFilterGrad', [real(x), real(y)], { ...attrs, filterShape: kernel }),
    ];
  });
}
/** Products of single matrices, and of matrices that lie one after the other: as in attention, by each and over several axes. */
function matMulCases(): OpCase[] {
  const sizes = [[[], 1, 1, 1], [[], 3, 4, 5], [[], 1, 7, 3], [[], 17, 33, 9], [[], 64, 100, 48], [[3], 2, 4, 5], [[1], 5, 3, 2], [[2, 3], 5, 4, 12], [[2, 1, 2], 9, 7, 11]] as const;
  return sizes.flatMap(([lead, m, k, n]) =>
    [false, true].flatMap((transposeA) =>
      [false, true].map((transposeB) => opCase('matMul', [real([...lead, ...(transposeA ? [k, m] : [m, k])]), real([...lead, ...(transposeB ? [n, k] : [k, n])])], { transposeA, transposeB })),
    ),
  );
}

/** What moves numbers and computes none does so with integers too. */
const integersMoved: readonly OpCase[] = [
  opCase('reshape', [index([4, 6], 30)], { shape: [2, 3, 4] }),
  opCase('transpose', [index([2, 3, 4], 30)], { perm: [2, 0, 1] }),
  opCase('broadcastTo', [index([3, 1], 30)], { shape: [2, 3, 4] }),
  opCase('concat', [index([3, 2], 30), index([3, 4], 30)], { axis: 1 }),
  opCase('slice', [index([5, 6], 30)], { begin: [1, 2], size: [3, 4] }),
  opCase('pad', [index([3, 2], 30)], { amounts: [1, 2, 0, 1] }),
  opCase('gather', [index([6, 3], 30), index([9], 6)]),
];

export const opCases: readonly OpCase[] = [
  ...unary.flatMap((kind) => shapes.map((shape) => opCase(kind, [real(shape)]))),
  ...(['sigmoid', 'tanh', 'softplus'] as const).map((kind) => opCase(kind, [real([50], -100, 100)])),
  ...positive.flatMap((kind) => shapes.map((shape) => opCase(kind, [real(shape, 0.1, 3)]))),
  ...binary.flatMap((kind) => pairs.map(([x, y]) => opCase(kind, [real(x), real(y)]))),
  ...pairs.map(([x, y]) => opCase('div', [real(x), real(y, 0.5, 2)])),
  ...pairs.map(([x, y]) => opCase('equal', [index(x, 2), index(y, 2)].map((input) => ({ ...input, dtype: 'float32' as const })))),
  ...matMulCases(),
  ...convolutionCases(),
  ...pools.flatMap(([x, size]) => (['avgPool', 'maxPool', 'upsample'] as const).map((kind) => opCase(kind, [real(x)], { size }))),
  opCase('reshape', [real([4, 6])], { shape: [2, 3, 4] }),
  opCase('reshape', [real([])], { shape: [1, 1] }),
  ...[[1, 0], [0, 2, 1], [2, 0, 1], [0, 2, 3, 1], [3, 1, 0, 2], [0, 3, 1, 2], [0, 1]].map((perm) => opCase('transpose', [real([2, 3, 4, 5].slice(0, perm.length))], { perm })),
  ...[[0], [1], [3], [0, 1], [1, 2], [0, 3], [1, 3], [0, 1, 2], [0, 1, 2, 3]].flatMap((axes) => [false, true].map((keepDims) => opCase('sum', [real([2, 3, 4, 5])], { axes, keepDims }))),
  opCase('sum', [real([300, 40])], { axes: [0], keepDims: false }),
  opCase('sum', [real([7])], { axes: [0], keepDims: false }),
  opCase('broadcastTo', [real([])], { shape: [3, 2] }),
  opCase('broadcastTo', [real([3, 1])], { shape: [3, 4] }),
  opCase('broadcastTo', [real([2, 1, 1, 5])], { shape: [2, 3, 4, 5] }),
  opCase('broadcastTo', [real([2, 1, 4, 3])], { shape: [2, 3, 4, 3] }),
  opCase('broadcastTo', [real([2, 3, 1, 3])], { shape: [2, 3, 4, 3] }),
  opCase('broadcastTo', [real([4])], { shape: [2, 3, 4] }),
  opCase('concat', [real([3, 2]), real([3, 4])], { axis: 1 }),
  opCase('concat', [real([3, 2]), real([1, 2]), real([2, 2])], { axis: 0 }),
  opCase('concat', [real([2, 3, 3, 2]), real([2, 3, 3, 5])], { axis: 3 }),
  opCase('concat', [real([2, 2, 3, 2]), real([2, 3, 3, 2])], { axis: 1 }),
  opCase('concat', [real([3, 2])], { axis: 0 }),
  opCase('slice', [real([5, 6])], { begin: [1, 2], size: [3, 4] }),
  opCase('slice', [real([2, 5, 6, 3])], { begin: [0, 1, 2, 1], size: [2, 3, 4, 2] }),
  opCase('slice', [real([7])], { begin: [3], size: [1] }),
  opCase('pad', [real([3, 2])], { amounts: [1, 2, 0, 1] }),
  opCase('pad', [real([2, 3, 4, 2])], { amounts: [0, 0, 1, 1, 0, 2, 0, 1] }),
  opCase('pad', [real([4])], { amounts: [0, 3] }),
  ...[[4, 5], [1, 1], [2, 3, 7], [2, 2, 2, 3]].flatMap((shape) => (['softmax', 'logSoftmax', 'argMax'] as const).map((kind) => opCase(kind, [real(shape, -20, 20)]))),
  // Places that are masked: what is added to them leaves nothing of them.
  opCase('softmax', [real([3, 7], -2e9, 20)]),
  opCase('oneHot', [index([6], 4)], { depth: 4 }),
  opCase('oneHot', [index([2, 3], 5)], { depth: 5 }),
  opCase('gather', [real([6, 3]), index([9], 6)]),
  opCase('gather', [real([6]), index([4], 6)]),
  opCase('gather', [real([4, 2, 3]), index([5], 4)]),
  opCase('segmentSum', [real([9, 3]), index([9], 6)], { segments: 6 }),
  opCase('segmentSum', [real([8]), index([8], 3)], { segments: 3 }),
  // Many rows for each sum, as where atomics would meet.
  opCase('segmentSum', [real([3000, 3]), index([3000], 2)], { segments: 2 }),
  opCase('segmentSum', [real([700, 20]), index([700], 64)], { segments: 64 }),
  opCase('segmentSum', [real([5, 2, 3]), index([5], 4)], { segments: 4 }),
  // Indices of several axes, and a single one.
  opCase('gather', [real([6, 3]), index([2, 5], 6)]),
  opCase('gather', [real([6, 2, 3]), index([2, 1, 4], 6)]),
  opCase('gather', [real([6]), index([3, 4], 6)]),
  opCase('gather', [real([6, 3]), index([], 6)]),
  opCase('segmentSum', [real([2, 5, 3]), index([2, 5], 6)], { segments: 6 }),
  opCase('segmentSum', [real([2, 1, 4, 2, 3]), index([2, 1, 4], 6)], { segments: 6 }),
  opCase('segmentSum', [real([3, 4]), index([3, 4], 6)], { segments: 6 }),
  opCase('segmentSum', [real([3]), index([], 6)], { segments: 6 }),
  opCase('toInt', [real([3, 4], -5, 5)]),
  ...shapes.map((shape) => opCase('toFloat', [{ ...index(shape, 100), low: -100 }])),
  ...integersMoved,
  opCase('constant', [], { value: 0.25, shape: [3, 2] }),
  opCase('constant', [], { value: -1, shape: [] }),
  opCase('randomNormal', [], { shape: [3, 5], stream: 2 }),
  opCase('randomUniform', [], { shape: [7], stream: 3 }),
];

function numbersOf({ shape, low, high }: CaseInput, random: Random): Float32Array {
  const size = shape.reduce((product, n) => product * n, 1);
  return Float32Array.from({ length: size }, () => (Number.isInteger(low) && Number.isInteger(high) && low === 0 ? random.integer(high) : random.uniform(low, high)));
}
function valuesOf(input: CaseInput, random: Random): tf.Tensor {
  const values = numbersOf(input, random);
  return input.dtype === 'int32' ? tf.tensor(Int32Array.from(values), [...input.shape], 'int32') : tf.tensor(values, [...input.shape], 'float32');
}

/** Values of one case by a kernel of tfjs on the backend in use, and how many tensors its execution made too many. */
async function runKernel({ kind, inputs, attrs, name }: OpCase, position: number): Promise<{ readonly values: ArrayLike<number>; readonly leaked: number }> {
  const random = new Random(position, 1);
  const tensors = inputs.map((input) => valuesOf(input, random));
  const definition = opOf(kind);
  const before = tf.memory().numTensors;
  const output = definition.execute(tf, tensors, attrs, { seed: 3, step: 5 });
  const leaked = tf.memory().numTensors - before - 1;
  const expected = typeOf(kind, inputs, attrs);
  if (output.shape.join() !== expected.shape.join() || output.dtype !== expected.dtype) throw new Error(`internal: ${name} gives ${output.dtype} [${output.shape}], not ${expected.dtype} [${expected.shape}]`);
  const values = Float64Array.from(await output.data());
  for (const tensor of [...tensors, output]) tensor.dispose();
  return { values, leaked };
}
/** The same by the executor of the device in use, which may have no kernels of tfjs. */
async function runProgram({ kind, inputs, attrs }: OpCase, position: number): Promise<{ readonly values: ArrayLike<number>; readonly leaked: number }> {
  const random = new Random(position, 1);
  const b = new Builder();
  const given = inputs.map((input, i) => ({ name: `x${i}`, shape: input.shape, data: numbersOf(input, random), integers: input.dtype === 'int32' }));
  const operands = given.map(({ name, shape, integers }) => ((x) => (integers ? b.toInt(x) : x))(b.data(name, shape)));
  const { id } = b.emit(kind, operands, attrs);
  const store = await currentDevice().createStore();
  const executor = store.executor(b.finish());
  const [result] = executor.run({ feeds: Object.fromEntries(given.map((input) => [input.name, input])), seed: 3, step: 5, applyUpdates: false, fetch: [id] });
  const values = Float64Array.from(await result!.data());
  result!.dispose();
  executor.dispose();
  store.dispose();
  return { values, leaked: 0 };
}

/**
 * Runs every case on plain JavaScript and on `name`. An error is relative to the largest magnitude in the result; an operation that throws counts as
 * infinitely wrong, with its message after the name of the case. `before` may change how the backend computes.
 */
export async function checkBackend(name: BackendName, options: BackendOptions = {}, cases: readonly OpCase[] = opCases, before: () => Promise<void> = async () => undefined): Promise<CaseResult[]> {
  await backends.cpu.setUp();
  const expected: ArrayLike<number>[] = [];
  for (const [position, one] of cases.entries()) expected.push((await runKernel(one, position)).values);
  await backends[name].setUp(options);
  await before();
  const results: CaseResult[] = [];
  for (const [position, one] of cases.entries()) {
    try {
      const { values, leaked } = await (name === 'webgpu' ? runProgram : runKernel)(one, position);
      results.push({ case: one.name, maxRelativeError: relativeError(values, expected[position]!), leaked });
    } catch (error) {
      results.push({ case: `${one.name}: ${error instanceof Error ? error.message : String(error)}`, maxRelativeError: Infinity, leaked: 0 });
    }
  }
  return results;
}
