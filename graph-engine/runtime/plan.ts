/** The order of work of one run: what is computed once, what at each step, and when a value is no longer needed. */
import { opOf } from '../program/ops';
import type { OpDefinition } from '../program/ops/definition';
import { removeUnused } from '../program/passes/remove-unused';
import type { Op, Parameter, Program, ValueId } from '../program/types';

export interface PlanStep {
  readonly op: Op;
  readonly definition: OpDefinition;
  /** Values whose last use this is. */
  readonly release: readonly ValueId[];
}
export interface Plan {
  readonly program: Program;
  /** Operations that depend on constants alone; their values are kept from run to run. */
  readonly once: readonly PlanStep[];
  readonly steps: readonly PlanStep[];
  /** The parameters that are read or written. */
  readonly parameters: readonly Parameter[];
  readonly fetch: readonly ValueId[];
}

/**
 * Plans the operations that `fetch`, and the updates if they are to be applied, depend on. Inputs, parameters, fetched values and new values of parameters
 * are not released by any step.
 */
export function makePlan(program: Program, fetch: readonly ValueId[], { updates }: { updates: boolean } = { updates: true }): Plan {
  const pruned = removeUnused({ ...program, terms: [], metrics: [], updates: updates ? program.updates : [] }, fetch);
  const fixed = new Set<ValueId>();
  for (const op of pruned.ops) {
    if (!opOf(op.kind).varies && op.inputs.every((id) => fixed.has(id))) fixed.add(op.output);
  }
  const kept = new Set<ValueId>([...fetch, ...fixed, ...pruned.updates.map(({ value }) => value)]);
  for (const { value } of [...pruned.inputs, ...pruned.parameters]) kept.add(value);
  const released = new Set<ValueId>(kept);
  const steps: PlanStep[] = [];
  for (const op of pruned.ops.filter(({ output }) => !fixed.has(output)).reverse()) {
    const release = [...new Set(op.inputs)].filter((id) => !released.has(id));
    for (const id of release) released.add(id);
    steps.push({ op, definition: opOf(op.kind), release });
  }
  const once = pruned.ops.filter(({ output }) => fixed.has(output)).map((op) => ({ op, definition: opOf(op.kind), release: [] }));
  const used = new Set([...fetch, ...pruned.ops.flatMap(({ inputs }) => inputs), ...pruned.updates.map(({ value }) => value)]);
  const written = new Set(pruned.updates.map(({ parameter }) => parameter));
  const parameters = pruned.parameters.filter(({ name, value }) => used.has(value) || written.has(name));
  return { program: pruned, once, steps: steps.reverse(), parameters, fetch };
}
