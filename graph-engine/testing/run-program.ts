/** A plain interpreter of programs on tfjs cpu, one operation after the other: the reference for numbers in tests. */
import * as tf from '@tensorflow/tfjs-core';
import type { Builder, Tensor } from '../program/builder';
import { derive } from '../program/backward';
import { opOf } from '../program/ops';
import type { ValueId } from '../program/types';
import { backends } from '../runtime/backends';
import { interpreter, opsFor } from './float64/interpret';

export type Numbers = Readonly<Record<ValueId, Float32Array>>;

/** The values of `fetch`, given those of inputs and parameters. */
export function runProgram(b: Builder, given: Numbers, fetch: readonly ValueId[]): Float32Array[] {
  return tf.tidy(() => {
    const values = new Map<ValueId, tf.Tensor>();
    const valueOf = (id: ValueId): tf.Tensor => {
      const known = values.get(id);
      if (known) return known;
      const { shape, dtype } = b.values[id]!;
      const data = given[id];
      if (!data) throw new Error(`internal: no value is given for %${id}`);
      const tensor = tf.tensor(dtype === 'int32' ? Int32Array.from(data) : data, [...shape], dtype);
      values.set(id, tensor);
      return tensor;
    };
    for (const op of opsFor(b.ops, fetch)) {
      const result = opOf(op.kind).execute(tf, op.inputs.map(valueOf), op.attrs, { seed: 1, step: 0 });
      const expected = b.values[op.output]!;
      if (result.shape.join() !== expected.shape.join() || result.dtype !== expected.dtype) {
        throw new Error(`internal: ${op.kind} gave ${result.dtype} [${result.shape}], not ${expected.dtype} [${expected.shape}]`);
      }
      values.set(op.output, result);
    }
    return fetch.map((id) => Float32Array.from(valueOf(id).dataSync()));
  });
}

export const useCpu = (): Promise<void> => backends.cpu.setUp({});

/** Repeatable numbers that keep away from 0, where some functions have a kink. */
export function sample(size: number, start: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => {
    const value = Math.sin(12.9898 * (i + 1) + 7.31 * start) * 1.3;
    return Math.abs(value) < 0.05 ? value + 0.2 : value;
  });
}

const TOLERANCE = 1e-4;
/** The error of a central difference goes with its square, that of rounding with 10⁻¹⁶ over it. */
const EPSILON = 1e-5;

export interface GradientCheck {
  readonly what: string;
  readonly derived: number;
  readonly measured: number;
}

/**
 * Compares the derived gradients of Σ (output · fixed numbers), computed by tfjs or by `run`, with central differences in double precision, for
 * every element of every one of `wrt`.
 * @returns the pairs that differ by more than 10⁻⁴ (relative, with a floor of 0.2).
 */
export function gradientFaults(b: Builder, output: Tensor, wrt: readonly Tensor[], given: Numbers, run: (b: Builder, given: Numbers, fetch: readonly ValueId[]) => readonly ArrayLike<number>[] = runProgram): GradientCheck[] {
  const weights = b.parameter(`test/projection${b.parameters.length}`, output.shape, { kind: 'zeros' }, { player: 'autoencoder', trainable: false, origin: { node: 'test' } });
  const loss = b.sum(b.mul(output, weights));
  const gradients = derive(b, loss, wrt);
  const projection = sample(output.shape.reduce((a, n) => a * n, 1), 3);
  const values = { ...given, [weights.id]: projection };
  const derived = run(b, values, gradients.map(({ id }) => id));
  const lossOf = interpreter(b, values, [loss.id]);
  const faults: GradientCheck[] = [];
  wrt.forEach((tensor, which) => {
    const start = values[tensor.id]!;
    const at = (i: number, step: number): number => {
      const moved = Float64Array.from(start);
      moved[i]! += step;
      return lossOf({ [tensor.id]: moved })[0]![0]!;
    };
    start.forEach((_, i) => {
      const measured = (at(i, EPSILON) - at(i, -EPSILON)) / (2 * EPSILON);
      const found = derived[which]![i]!;
      if (!(Math.abs(found - measured) <= TOLERANCE * Math.max(0.2, Math.abs(measured)))) faults.push({ what: `input ${which}, element ${i}`, derived: found, measured });
    });
  });
  return faults;
}
