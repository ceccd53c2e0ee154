/** Runs what is fused on one kind of GPU, on tensors of tfjs. */
import type * as Tf from '@tensorflow/tfjs-core';
import type { RunContext } from '../../../program/ops/definition';
import type { ValueId } from '../../../program/types';
import type { Plan } from '../../plan';
import type { Fused, FuseRules } from '../../fused/fuse';
import type { ShaderUnit } from '../../fused/units';

/** The numbers of a step as the shaders take them. */
export interface StepNumbers extends RunContext {
  /** Values of the inputs that depend on the step alone, in the program's order. */
  readonly scalars: readonly number[];
}
/** One plan, ready to run; its shaders are made on first use. */
export interface PreparedShaders {
  /** Before the units of a run. */
  begin(numbers: StepNumbers): void;
  /** @returns a tensor for each value that the unit gives; the caller disposes of them. */
  run(unit: ShaderUnit, tensorOf: (value: ValueId) => Tf.Tensor): Tf.Tensor[];
  dispose(): void;
}
export interface ShaderRunner {
  readonly rules: FuseRules;
  prepare(plan: Plan, fused: Fused): PreparedShaders;
}
