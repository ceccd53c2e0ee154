/**
 * Programs in double precision, one operation after the other, by kernels that share nothing with those of an executor: what central differences
 * need to tell a wrong derivative from rounding, and what an executor's numbers can be held against.
 */
import { sizeOf } from '../../document/shape';
import type { OpKind } from '../../program/ops';
import type { RunContext } from '../../program/ops/definition';
import type { Op, Value, ValueId } from '../../program/types';
import { elements } from './elements';
import type { Kernel64, Tensor64 } from './kernel';
import { movement } from './movement';
import { products } from './products';

const kernels: Readonly<Record<OpKind, Kernel64>> = { ...elements, ...movement, ...products };

export type Given = Readonly<Record<ValueId, ArrayLike<number>>>;
interface Listing {
  readonly ops: readonly Op[];
  readonly values: readonly Value[];
}

/** The operations that `fetch` needs, in order. */
export function opsFor(ops: readonly Op[], fetch: readonly ValueId[]): Op[] {
  const wanted = new Set(fetch);
  const plan: Op[] = [];
  for (const op of ops.toReversed()) {
    if (!wanted.has(op.output)) continue;
    plan.push(op);
    for (const id of op.inputs) wanted.add(id);
  }
  return plan.reverse();
}

/** Gives the values of `fetch` where some that are given are others; `changes` names those by their ids. */
type Rerun = (changes: Given) => Float64Array[];

/** The values of `fetch`, given those of inputs and parameters. */
export function interpret(listing: Listing, given: Given, fetch: readonly ValueId[], run: RunContext = { seed: 1, step: 0 }): Float64Array[] {
  return interpreter(listing, given, fetch, run)({});
}

/** As `interpret`, many times over: what does not depend on what has changed is computed once. */
export function interpreter({ ops, values }: Listing, given: Given, fetch: readonly ValueId[], run: RunContext = { seed: 1, step: 0 }): Rerun {
  const plan = opsFor(ops, fetch);
  const unchanged = new Map<ValueId, Tensor64>();
  return (changes) => {
    const changed = new Map<ValueId, Tensor64>();
    const tensorOf = (id: ValueId, data: ArrayLike<number> | undefined): Tensor64 => {
      if (!data) throw new Error(`internal: no value is given for %${id}`);
      return { shape: values[id]!.shape, data: data instanceof Float64Array ? data : Float64Array.from(data) };
    };
    for (const id of Object.keys(changes).map(Number)) changed.set(id, tensorOf(id, changes[id]));
    const valueOf = (id: ValueId): Tensor64 => {
      const known = changed.get(id) ?? unchanged.get(id);
      if (known) return known;
      const tensor = tensorOf(id, given[id]);
      unchanged.set(id, tensor);
      return tensor;
    };
    for (const op of plan) {
      const kept = op.inputs.some((id) => changed.has(id)) ? changed : unchanged;
      if (kept.has(op.output)) continue;
      const { shape } = values[op.output]!;
      const data = kernels[op.kind](op.inputs.map(valueOf), { shape, attrs: op.attrs, run });
      if (data.length !== sizeOf(shape)) throw new Error(`internal: ${op.kind} gave ${data.length} numbers, not [${shape}]`);
      kept.set(op.output, { shape, data });
    }
    return fetch.map((id) => valueOf(id).data);
  };
}
