/** Writes a program, one operation at a time. Equal operations on equal operands are written once. */
import { broadcastShape } from './broadcast';
import { select, straightThrough } from '../functions/common';
import type { Call, NamedFunction } from '../functions/define-function';
import { typeOf, type OpKind } from './ops';
import type { PlayerId } from '../document/types';
import type { Ramp } from './ramp';
import type { Attrs, DType, Init, Input, Metric, Op, Origin, Parameter, Program, Term, Value } from './types';

/** A value of the program under construction; shape with the batch dimension. */
export type Tensor = Value;
type Operand = Tensor | number;

const same = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

export class Builder {
  readonly values: Value[] = [];
  readonly ops: Op[] = [];
  readonly inputs: Input[] = [];
  readonly parameters: Parameter[] = [];
  readonly terms: Term[] = [];
  readonly metrics: Metric[] = [];
  readonly updates: { parameter: string; value: number }[] = [];
  /** Gradients of parameters that belong to no loss. */
  readonly pulls: { readonly parameter: string; readonly gradient: Tensor; readonly node: string }[] = [];
  readonly taps: Record<string, number> = {};
  /** What targets write in words of their own; inner calls before those that they are part of. */
  readonly calls: Call[] = [];
  /** What values are called in exported code, in camelCase. */
  readonly names = new Map<number, string>();
  /** Written on every operation that follows. */
  origin: Origin | null = null;
  phase: Op['phase'] = 'forward';
  private streams = 0;
  private readonly written = new Map<string, Tensor>();

  /** `apart`: equal operations of two nodes are written twice, as where each node is code of its own. */
  constructor(private readonly apart = false) {}

  private value(shape: readonly number[], dtype: DType = 'float32'): Tensor {
    const value = { id: this.values.length, shape, dtype };
    this.values.push(value);
    return value;
  }
  emit(kind: OpKind, inputs: readonly Tensor[], attrs: Attrs = {}): Tensor {
    const { shape, dtype } = typeOf(kind, inputs, attrs);
    const key = `${this.apart ? (this.origin?.node ?? '') : ''} ${kind} ${inputs.map((input) => input.id).join(' ')} ${JSON.stringify(attrs)}`;
    const known = this.written.get(key);
    if (known) return known;
    const output = this.value(shape, dtype);
    this.ops.push({ kind, inputs: inputs.map((input) => input.id), output: output.id, attrs, origin: this.origin, phase: this.phase });
    this.written.set(key, output);
    return output;
  }

  data(name: string, shape: readonly number[]): Tensor {
    const value = this.value(shape);
    this.inputs.push({ kind: 'data', name, value: value.id });
    return value;
  }
  /** `settledAt`: of a scalar that the loss depends on, the step from which it stays the same; 0 for one that only the optimiser uses. */
  schedule(name: string, at: (step: number) => number, settledAt = 0, ramp?: Ramp): Tensor {
    const value = this.value([]);
    this.inputs.push({ kind: 'scalar', name, value: value.id, at, settledAt, ...(ramp && { ramp }) });
    return value;
  }
  parameter(name: string, shape: readonly number[], init: Init, options: { player: PlayerId; trainable: boolean; origin: Origin }): Tensor {
    const value = this.value(shape);
    this.parameters.push({ name, value: value.id, init, ...options });
    return value;
  }

  /** Writes the operations of a named function. */
  call(named: NamedFunction, args: readonly Operand[]): Tensor {
    const result = named.write(this, args);
    this.calls.push({ kind: 'function', function: named, args: args.map((arg) => (typeof arg === 'number' ? { number: arg } : arg.id)), result: result.id, origin: this.origin });
    return result;
  }

  /** Says what a value is called where code is written that keeps it. */
  name(name: string, x: Tensor): Tensor {
    this.names.set(x.id, name);
    return x;
  }

  private operand(x: Operand): Tensor {
    return typeof x === 'number' ? this.constant(x) : x;
  }
  constant(value: number, shape: readonly number[] = []): Tensor {
    return this.emit('constant', [], { value, shape });
  }
  zerosLike(x: Tensor): Tensor {
    return this.constant(0, x.shape);
  }
  /** Each call gets numbers of its own. */
  randomNormal(shape: readonly number[]): Tensor {
    return this.emit('randomNormal', [], { shape, stream: this.streams++ });
  }
  randomUniform(shape: readonly number[]): Tensor {
    return this.emit('randomUniform', [], { shape, stream: this.streams++ });
  }

  add = (x: Operand, y: Operand): Tensor => this.emit('add', [this.operand(x), this.operand(y)]);
  sub = (x: Operand, y: Operand): Tensor => this.emit('sub', [this.operand(x), this.operand(y)]);
  mul = (x: Operand, y: Operand): Tensor => this.emit('mul', [this.operand(x), this.operand(y)]);
  div = (x: Operand, y: Operand): Tensor => this.emit('div', [this.operand(x), this.operand(y)]);
  maximum = (x: Operand, y: Operand): Tensor => this.emit('maximum', [this.operand(x), this.operand(y)]);
  minimum = (x: Operand, y: Operand): Tensor => this.emit('minimum', [this.operand(x), this.operand(y)]);
  neg = (x: Tensor): Tensor => this.emit('neg', [x]);
  exp = (x: Tensor): Tensor => this.emit('exp', [x]);
  log = (x: Tensor): Tensor => this.emit('log', [x]);
  sqrt = (x: Tensor): Tensor => this.emit('sqrt', [x]);
  square = (x: Tensor): Tensor => this.emit('square', [x]);
  abs = (x: Tensor): Tensor => this.emit('abs', [x]);
  sign = (x: Tensor): Tensor => this.emit('sign', [x]);
  /** 1 where x > 0, else 0. */
  step = (x: Tensor): Tensor => this.emit('step', [x]);
  floor = (x: Tensor): Tensor => this.emit('floor', [x]);
  relu = (x: Tensor): Tensor => this.emit('relu', [x]);
  sigmoid = (x: Tensor): Tensor => this.emit('sigmoid', [x]);
  tanh = (x: Tensor): Tensor => this.emit('tanh', [x]);
  softplus = (x: Tensor): Tensor => this.emit('softplus', [x]);
  softmax = (x: Tensor): Tensor => this.emit('softmax', [x]);
  logSoftmax = (x: Tensor): Tensor => this.emit('logSoftmax', [x]);
  stopGradient = (x: Tensor): Tensor => this.emit('stopGradient', [x]);
  argMax = (x: Tensor): Tensor => this.emit('argMax', [x]);
  /** Towards zero. */
  toInt = (x: Tensor): Tensor => this.emit('toInt', [x]);
  toFloat = (x: Tensor): Tensor => this.emit('toFloat', [x]);
  oneHot = (x: Tensor, depth: number): Tensor => this.emit('oneHot', [x], { depth });
  gather = (table: Tensor, indices: Tensor): Tensor => this.emit('gather', [table, indices]);

  /** `mask` (0 or 1) chooses `x`, else `y`. */
  select(mask: Tensor, x: Operand, y: Operand): Tensor {
    return select(this, mask, x, y);
  }
  /** Value of `forward`, derivative of `backward` (Bengio, Léonard & Courville 2013). */
  straightThrough(forward: Tensor, backward: Tensor): Tensor {
    return straightThrough(this, forward, backward);
  }

  matMul(x: Tensor, y: Tensor, transposeA = false, transposeB = false): Tensor {
    return this.emit('matMul', [x, y], { transposeA, transposeB });
  }
  conv2d(x: Tensor, kernel: Tensor, strides: readonly [number, number], padding: 'same' | 'valid'): Tensor {
    return this.emit('conv2d', [x, kernel], { strides, padding });
  }
  /** `kernel` is [height, width, out, in], as in tfjs. `outputShape` with batch. */
  conv2dTranspose(x: Tensor, kernel: Tensor, outputShape: readonly number[], strides: readonly [number, number], padding: 'same' | 'valid'): Tensor {
    return this.emit('convInputGrad', [x, kernel], { strides, padding, inputShape: outputShape });
  }
  avgPool = (x: Tensor, size: readonly [number, number]): Tensor => this.emit('avgPool', [x], { size });
  maxPool = (x: Tensor, size: readonly [number, number]): Tensor => this.emit('maxPool', [x], { size });
  upsample = (x: Tensor, size: readonly [number, number]): Tensor => this.emit('upsample', [x], { size });

  reshape(x: Tensor, shape: readonly number[]): Tensor {
    return same(x.shape, shape) ? x : this.emit('reshape', [x], { shape });
  }
  /** [batch, ...s] → [batch, size(s)] */
  flatten(x: Tensor): Tensor {
    return this.reshape(x, [x.shape[0]!, x.shape.slice(1).reduce((a, n) => a * n, 1)]);
  }
  transpose(x: Tensor, perm: readonly number[]): Tensor {
    return this.emit('transpose', [x], { perm });
  }
  broadcastTo(x: Tensor, shape: readonly number[]): Tensor {
    return same(x.shape, shape) ? x : this.emit('broadcastTo', [x], { shape });
  }
  concat(xs: readonly Tensor[], axis: number): Tensor {
    return this.emit('concat', xs, { axis });
  }
  slice(x: Tensor, begin: readonly number[], size: readonly number[]): Tensor {
    return this.emit('slice', [x], { begin, size });
  }
  pad(x: Tensor, amounts: readonly number[]): Tensor {
    return this.emit('pad', [x], { amounts });
  }

  sum(x: Tensor, axes: readonly number[] = x.shape.map((_, i) => i), keepDims = false): Tensor {
    return axes.length === 0 ? x : this.emit('sum', [x], { axes, keepDims });
  }
  mean(x: Tensor, axes: readonly number[] = x.shape.map((_, i) => i), keepDims = false): Tensor {
    const count = axes.reduce((product, axis) => product * x.shape[axis]!, 1);
    return this.mul(this.sum(x, axes, keepDims), 1 / count);
  }
  /** The adjoint of broadcasting: sums `x` down to `shape`. */
  sumTo(x: Tensor, shape: readonly number[]): Tensor {
    if (same(x.shape, shape)) return x;
    const full = broadcastShape(x.shape, shape);
    const wide = this.broadcastTo(x, full);
    const lead = full.length - shape.length;
    const axes = full.flatMap((size, i) => (i < lead || (shape[i - lead] === 1 && size !== 1) ? [i] : []));
    return this.reshape(this.sum(wide, axes), shape);
  }

  finish(): Program {
    const { values, ops, inputs, parameters, terms, metrics, updates, taps } = this;
    return { values, ops, inputs, parameters, terms, metrics, updates, taps };
  }
}
