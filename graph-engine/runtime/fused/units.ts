/** What a GPU is set to work with: one operation by a kernel of tfjs, or several in one shader of ours. */
import type { OpDefinition } from '../../program/ops/definition';
import type { Op, ValueId } from '../../program/types';

interface UnitBase {
  /** Tensors that it reads. */
  readonly inputs: readonly ValueId[];
  /** Values whose last use this is. */
  readonly release: readonly ValueId[];
}
export interface KernelUnit extends UnitBase {
  readonly kind: 'kernel';
  readonly op: Op;
  readonly definition: OpDefinition;
  readonly finish: KernelFinish | null;
}
/** What follows a product and is done by its kernel. */
export interface KernelFinish {
  /** An addition, and ReLU. */
  readonly ops: readonly Op[];
  readonly bias: ValueId;
  readonly output: ValueId;
}
/** Element-wise operations over the same count of numbers, one pass over memory. */
export interface ChainUnit extends UnitBase {
  readonly kind: 'chain';
  readonly ops: readonly Op[];
  /** Of one count; those that somebody else reads. */
  readonly outputs: readonly ValueId[];
}
/** A sum over axes that lie side by side, [outer, reduce, inner] → [outer, inner], of what element-wise operations give. */
export interface SumUnit extends UnitBase {
  readonly kind: 'sum';
  readonly ops: readonly Op[];
  readonly op: Op;
  readonly outer: number;
  readonly reduce: number;
  readonly inner: number;
}
export interface RandomUnit extends UnitBase {
  readonly kind: 'random';
  readonly op: Op;
}
/** Single numbers, each computed by itself, one after the other. */
export interface ListUnit extends UnitBase {
  readonly kind: 'list';
  readonly ops: readonly Op[];
  /** Puts them there. */
  readonly op: Op;
}
export type ShaderUnit = ChainUnit | SumUnit | RandomUnit;
export type Unit = KernelUnit | ShaderUnit | ListUnit;

/** All operations of a unit. */
export function opsOf(unit: Unit): readonly Op[] {
  if (unit.kind === 'chain') return unit.ops;
  if (unit.kind === 'sum' || unit.kind === 'list') return [...unit.ops, unit.op];
  return unit.kind === 'kernel' && unit.finish ? [unit.op, ...unit.finish.ops] : [unit.op];
}
/** The values that a unit gives. */
export function outputsOf(unit: Unit): readonly ValueId[] {
  if (unit.kind === 'chain') return unit.outputs;
  return [(unit.kind === 'kernel' && unit.finish ? unit.finish : unit.op).output];
}
