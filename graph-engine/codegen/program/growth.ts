/**
 * Sizes that grow with the batch. A program has concrete shapes; a target writes code for any batch. Lowered for two batch sizes, a document gives the
 * same operations with other numbers, and a number that differs tells by how much it grows: 64 · N + 3, or 5 / N.
 */
import type { Builder } from '../../program/builder';
import type { Attr, DType, Op, ValueId } from '../../program/types';

/** `times` · N + `plus`, where N is the number of items of a batch. */
export interface Growing {
  readonly times: number;
  readonly plus: number;
}
/** `over` / N */
export interface Shrinking {
  readonly over: number;
}
export type Size = number | Growing;
export type Figure = Size | Shrinking;
export type GrownAttr = Figure | string | boolean | readonly Size[];

export const isGrowing = (size: Figure): size is Growing => typeof size === 'object' && 'times' in size;
export const isShrinking = (size: Figure): size is Shrinking => typeof size === 'object' && 'over' in size;
export const isBatch = (size: Size | undefined): boolean => typeof size === 'object' && size.times === 1 && size.plus === 0;
export const sameSize = (a: Size, b: Size): boolean => (isGrowing(a) && isGrowing(b) ? a.times === b.times && a.plus === b.plus : a === b);
export const sameShape = (a: readonly Size[], b: readonly Size[]): boolean => a.length === b.length && a.every((size, axis) => sameSize(size, b[axis]!));

export interface GrownValue {
  readonly id: ValueId;
  readonly shape: readonly Size[];
  readonly dtype: DType;
}
export interface GrownOp extends Omit<Op, 'attrs'> {
  readonly attrs: Readonly<Record<string, GrownAttr>>;
}
export interface Grown {
  readonly values: readonly GrownValue[];
  readonly ops: readonly GrownOp[];
  /** What the program was written with, for one of the batch sizes. */
  readonly builder: Pick<Builder, 'inputs' | 'parameters' | 'calls' | 'names'>;
}

/** Batch sizes that no constant and no size of a model is likely to have, between two powers of 2, as some numbers are counted by doubling. */
const pairs = [[67, 71], [73, 79], [83, 89]] as const;

class Mismatch extends Error {}

function figure(a: number, b: number, n: number, m: number): Figure {
  if (a === b) return a;
  const times = (b - a) / (m - n);
  const plus = a - times * n;
  if (Number.isInteger(times) && Number.isInteger(plus)) return { times, plus };
  const [x, y] = [a * n, b * m];
  if (Math.abs(x - y) <= 1e-9 * Math.abs(x)) return { over: Number(x.toPrecision(12)) };
  // A number between two whole ones, such as (N − 1) / 2.
  if (Math.abs(times * n + plus - a) <= 1e-9 * Math.abs(a)) return { times, plus };
  throw new Mismatch(`a number that is ${a} for ${n} items is ${b} for ${m}`);
}

function size(a: number, b: number, n: number, m: number): Size {
  const found = figure(a, b, n, m);
  if (isShrinking(found)) throw new Mismatch(`a size shrinks with the batch`);
  return found;
}

function attr(a: Attr, b: Attr, n: number, m: number): GrownAttr {
  if (typeof a === 'number') return figure(a, b as number, n, m);
  if (Array.isArray(a)) return (a as readonly number[]).map((one, i) => size(one, (b as readonly number[])[i]!, n, m));
  return a as string | boolean;
}

function compare(a: Builder, b: Builder, n: number, m: number): Grown & { readonly builder: Builder } {
  const same = a.ops.length === b.ops.length && a.ops.every((op, i) => op.kind === b.ops[i]!.kind && op.inputs.join() === b.ops[i]!.inputs.join());
  if (!same || a.values.length !== b.values.length) throw new Mismatch('other operations');
  return {
    builder: a,
    values: a.values.map(({ id, shape, dtype }) => ({ id, dtype, shape: shape.map((one, axis) => size(one, b.values[id]!.shape[axis]!, n, m)) })),
    ops: a.ops.map((op, i) => ({ ...op, attrs: Object.fromEntries(Object.entries(op.attrs).map(([key, value]) => [key, attr(value, b.ops[i]!.attrs[key]!, n, m)])) })),
  };
}

/** @throws `internal:` when the operations themselves depend on the batch size. */
export function grow(write: (batch: number) => Builder): Grown & { readonly builder: Builder } {
  let fault: Mismatch | null = null;
  for (const [n, m] of pairs) {
    try {
      return compare(write(n), write(m), n, m);
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      fault = error;
    }
  }
  throw new Error(`internal: the program depends on the batch size in a way that no target can write: ${fault!.message}`);
}
