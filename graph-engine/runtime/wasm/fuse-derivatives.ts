/**
 * What the derivatives of sigmoid and of ReLU (program/ops/unary.ts) come to in a chain, dy · (y · (1 − y)) and dy · step(y), in one instruction
 * each: a pass over the block, where its numbers are loaded and stored, costs more than the arithmetic.
 */
import { Fn } from './assembly/functions';
import type { Instruction, Operand } from './instruction';

type Writer = (operand: Operand | undefined, fn: Fn) => Instruction | null;
const same = (a: Operand | undefined, b: Operand | undefined): boolean =>
  a !== undefined && b !== undefined && (('register' in a && 'register' in b && a.register === b.register) || ('stream' in a && 'stream' in b && a.stream === b.stream));
const isScalar = (operand: Operand | undefined): operand is Operand => operand !== undefined && 'scalar' in operand;

/** The instruction for the product of `dy` and `factor`, and those that it replaces. */
function match(product: Instruction, dy: Operand, factor: Operand, hidden: Writer): { readonly fused: Instruction; readonly parts: readonly Instruction[] } | null {
  if (isScalar(dy)) return null;
  const step = hidden(factor, Fn.Step);
  if (step) return { fused: { fn: Fn.Gate, target: product.target, operands: [dy, step.operands[0]!] }, parts: [step] };
  const slope = hidden(factor, Fn.Mul);
  if (!slope) return null;
  for (const [y, rest] of [slope.operands, slope.operands.toReversed()]) {
    const difference = hidden(rest, Fn.Sub);
    if (!difference || !isScalar(difference.operands[0]) || !same(difference.operands[1], y)) continue;
    return { fused: { fn: Fn.Slope, target: product.target, operands: [dy, y!, difference.operands[0]] }, parts: [slope, difference] };
  }
  return null;
}

export function fuseDerivatives(instructions: readonly Instruction[]): readonly Instruction[] {
  const writers = new Map<number, Instruction>();
  const uses = new Map<number, number>();
  for (const instruction of instructions) {
    if (instruction.target && 'register' in instruction.target) writers.set(instruction.target.register, instruction);
    for (const operand of instruction.operands) if ('register' in operand) uses.set(operand.register, (uses.get(operand.register) ?? 0) + 1);
  }
  const replaced = new Map<Instruction, readonly Instruction[]>();
  // Only what one instruction alone reads may disappear into it.
  const hidden: Writer = (operand, fn) => {
    if (!operand || !('register' in operand) || uses.get(operand.register) !== 1) return null;
    const writer = writers.get(operand.register);
    return writer?.fn === fn && !replaced.has(writer) ? writer : null;
  };
  for (const product of instructions) {
    if (product.fn !== Fn.Mul || replaced.has(product)) continue;
    const [a, b] = product.operands as readonly [Operand, Operand];
    const found = match(product, a, b, hidden) ?? match(product, b, a, hidden);
    if (!found) continue;
    for (const part of found.parts) replaced.set(part, []);
    replaced.set(product, [found.fused]);
  }
  return instructions.flatMap((instruction) => replaced.get(instruction) ?? [instruction]);
}
