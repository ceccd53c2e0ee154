import type { Program } from '../types';

/** Keeps the operations that a loss, metric, update or one of `keep` needs. */
export function removeUnused(program: Program, keep: readonly number[] = []): Program {
  const needed = new Set<number>([
    ...keep,
    ...program.terms.flatMap((term) => [term.value, ...(term.isWeightValue ? [term.weight] : [])]),
    ...program.metrics.map((metric) => metric.value),
    ...program.updates.map((update) => update.value),
  ]);
  const { ops } = program;
  for (let i = ops.length - 1; i >= 0; i--) {
    if (needed.has(ops[i]!.output)) for (const id of ops[i]!.inputs) needed.add(id);
  }
  return {
    ...program,
    ops: ops.filter((op) => needed.has(op.output)),
    inputs: program.inputs.filter((input) => needed.has(input.value)),
    taps: Object.fromEntries(Object.entries(program.taps).filter(([, id]) => needed.has(id))),
  };
}
