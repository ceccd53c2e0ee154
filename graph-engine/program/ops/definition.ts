/** An operation: shape rule, derivative, execution on tfjs and cost, in one object. */
import type * as Tf from '@tensorflow/tfjs-core';
import type { Builder, Tensor } from '../builder';
import type { Attrs, DType } from '../types';

export interface Typed {
  readonly shape: readonly number[];
  readonly dtype: DType;
}
export interface BackwardContext {
  readonly b: Builder;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  /** Derivative of the loss with respect to the output, of the output's shape. */
  readonly dy: Tensor;
  readonly attrs: Attrs;
  /** Whether anybody asks for the derivative of input `i`. */
  readonly needs: readonly boolean[];
}
/** The derivative with respect to some of the numbers of an input, which begin at `begin` along each axis; that with respect to the others is zero. */
export interface PartialDerivative {
  readonly begin: readonly number[];
  readonly derivative: Tensor;
}
/** What an execution needs besides its inputs; random numbers are addressed by (seed, step, stream). */
export interface RunContext {
  readonly seed: number;
  readonly step: number;
}
export interface ProductFinish {
  /** [columns of the product], added to each row. */
  readonly bias: Tf.Tensor;
  readonly relu: boolean;
}
/** What an operand may hold. `either` is for operations that move numbers and compute none; several such operands are of one type. */
export type Takes = DType | 'either';

export interface OpDefinition {
  /** What each operand holds; the executors compute with the bits as they lie, so that integers are never floats by themselves. */
  readonly takes: readonly Takes[];
  /** Takes one operand or more, all of them as the last of `takes` says. */
  readonly many?: true;
  /** Asked with operands of the types in `takes`. Throws `internal:` on shapes that do not fit; nodes and layers have checked before. */
  infer(inputs: readonly Typed[], attrs: Attrs): Typed;
  /** One derivative per input, null where there is none. `'zero'`: the operation has no derivative by design. */
  backward: ((context: BackwardContext) => readonly (Tensor | PartialDerivative | null)[]) | 'zero';
  /** Gives a new tensor that the caller disposes of; never one of the inputs. */
  execute(tf: typeof Tf, inputs: readonly Tf.Tensor[], attrs: Attrs, run: RunContext): Tf.Tensor;
  /** As `execute`, with what follows a product done by the same kernel. For operations whose backend kernels can. */
  executeFinished?(tf: typeof Tf, inputs: readonly Tf.Tensor[], attrs: Attrs, finish: ProductFinish): Tf.Tensor;
  /** Depends on the seed and the step: not computed once and kept, as an operation on constants otherwise is. */
  readonly varies?: true;
  /** Floating-point operations, for the profile. Default: one per element of the output. */
  flops?(inputs: readonly Typed[], output: Typed, attrs: Attrs): number;
}

export const defineOp = (definition: OpDefinition): OpDefinition => definition;

export function internal(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`internal: ${message}`);
}

/** Attributes are written by our own builder; a wrong type is a fault of ours. */
export const attr = {
  number(attrs: Attrs, key: string): number {
    const value = attrs[key];
    internal(typeof value === 'number', `attribute ${key} must be a number`);
    return value;
  },
  numbers(attrs: Attrs, key: string): readonly number[] {
    const value = attrs[key];
    internal(Array.isArray(value), `attribute ${key} must be a list`);
    return value as readonly number[];
  },
  text(attrs: Attrs, key: string): string {
    const value = attrs[key];
    internal(typeof value === 'string', `attribute ${key} must be a text`);
    return value;
  },
  flag(attrs: Attrs, key: string): boolean {
    return attrs[key] === true;
  },
};
