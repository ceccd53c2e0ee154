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

/** The values of `fetch`, given those of inputs and parameters. */
export function interpret({ ops, values }: Listing, given: Given, fetch: readonly ValueId[], run: RunContext = { seed: 1, step: 0 }): Float64Array[] {
  const known = new Map<ValueId, Tensor64>();
  const valueOf = (id: ValueId): Tensor64 => {
    const { shape } = values[id]!;
    let tensor = known.get(id);
    if (!tensor) {
      const data = given[id];
      if (!data) throw new Error(`internal: no value is given for %${id}`);
      tensor = { shape, data: Float64Array.from(data) };
      known.set(id, tensor);
    }
    return tensor;
  };
  for (const op of opsFor(ops, fetch)) {
    const { shape } = values[op.output]!;
    const data = kernels[op.kind](op.inputs.map(valueOf), { shape, attrs: op.attrs, run });
    if (data.length !== sizeOf(shape)) throw new Error(`internal: ${op.kind} gave ${data.length} numbers, not [${shape}]`);
    known.set(op.output, { shape, data });
  }
  return fetch.map((id) => valueOf(id).data);
}
