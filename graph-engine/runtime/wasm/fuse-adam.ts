/**
 * Adam is the longest chain of a training step, over all weights: its ten instructions (optimizers/adam.ts) become one that keeps everything
 * between loading and storing in registers. Only this very pattern is taken; whatever else a chain computes stays as it is.
 */
import { Fn } from './assembly/functions';
import type { Instruction, Operand } from './instruction';

type Find = (operand: Operand | undefined, fn: Fn) => Instruction | null;
const nameOf = (operand: Operand): string => ('register' in operand ? `register ${operand.register}` : 'stream' in operand ? `stream ${operand.stream.id}` : `scalar ${operand.scalar.id}`);
const isScalar = (operand: Operand | undefined): operand is Operand => operand !== undefined && 'scalar' in operand;

/** mean ← mean · kept + value · new */
function average(find: Find, mean: Operand | undefined, value: (operand: Operand) => Operand | null) {
  const sum = find(mean, Fn.MultiplyAdd);
  if (!sum || !isScalar(sum.operands[1])) return null;
  const added = find(sum.operands[2], Fn.Mul);
  if (!added || !isScalar(added.operands[1])) return null;
  const source = value(added.operands[0]!);
  return source && { source, sum, parts: [sum, added], before: sum.operands[0]!, kept: sum.operands[1], added: added.operands[1] };
}

function match(last: Instruction, find: Find, uses: (operand: Operand) => number): { readonly parts: readonly Instruction[]; readonly fused: readonly Instruction[] } | null {
  const change = find(last.operands[1], Fn.Div);
  const step = find(change?.operands[0], Fn.Mul);
  const floor = find(change?.operands[1], Fn.Add);
  const root = find(floor?.operands[0], Fn.Sqrt);
  if (!change || !step || !floor || !root || !isScalar(step.operands[1]) || !isScalar(floor.operands[1])) return null;
  const first = average(find, step.operands[0], (operand) => operand);
  let squared: Instruction | null = null;
  const second = average(find, root.operands[0], (operand) => (squared = find(operand, Fn.Square))?.operands[0] ?? null);
  if (!first || !second || !squared || nameOf(first.source) !== nameOf(second.source)) return null;
  const parts = [last, change, step, floor, root, ...first.parts, ...second.parts, squared];
  // What lies between is seen by nobody else: neither by another instruction nor, in memory, from outside.
  const hidden = (target: Operand | null): boolean => target !== null && 'register' in target && uses(target) === 1;
  const between = parts.filter((part) => part !== last && part !== first.sum && part !== second.sum);
  if (between.some(({ target }) => !hidden(target))) return null;
  const more = (target: Operand | null, ...operands: Operand[]): Instruction => ({ fn: Fn.More, target, operands });
  return {
    parts,
    fused: [
      { fn: Fn.Adam, target: last.target, operands: [last.operands[0]!, first.source] },
      more(first.sum.target, first.before, first.kept, first.added),
      more(second.sum.target, second.before, second.kept, second.added),
      more(null, step.operands[1], floor.operands[1]),
    ],
  };
}

export function fuseAdam(instructions: readonly Instruction[]): readonly Instruction[] {
  const writers = new Map<string, Instruction>();
  const counts = new Map<string, number>();
  for (const instruction of instructions) {
    if (instruction.target) writers.set(nameOf(instruction.target), instruction);
    for (const operand of instruction.operands) counts.set(nameOf(operand), (counts.get(nameOf(operand)) ?? 0) + 1);
  }
  const find: Find = (operand, fn) => {
    const writer = operand && writers.get(nameOf(operand));
    return writer?.fn === fn ? writer : null;
  };
  const replaced = new Map<Instruction, readonly Instruction[]>();
  for (const instruction of instructions) {
    const found = instruction.fn === Fn.Sub && instruction.target ? match(instruction, find, (operand) => counts.get(nameOf(operand)) ?? 0) : null;
    if (!found || found.parts.some((part) => replaced.has(part))) continue;
    for (const part of found.parts) replaced.set(part, []);
    replaced.set(instruction, found.fused);
  }
  return instructions.flatMap((instruction) => replaced.get(instruction) ?? [instruction]);
}
