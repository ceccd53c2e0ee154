/** Element-wise operations over one count of numbers, as they stand in a kernel that has an index `i` in hand. */
import type { Op, ValueId } from '../../program/types';
import { writeBody } from '../fused/body';
import type { Fused } from '../fused/fuse';
import { broadcastIndex } from './broadcast';
import type { Code, Values } from './kernel';
import type { Tile } from './kernels/tiles';

export interface Elements {
  readonly ops: readonly Op[];
  /** Tensors that are read. */
  readonly inputs: readonly ValueId[];
  readonly outputs: readonly ValueId[];
}
export interface ShaderLowering {
  readonly values: Values;
  /** How products are computed: as it should be fastest, always in tiles, in none, or in these. */
  readonly products: 'fast' | 'tiled' | 'plain' | Tile;
  /** Workgroup memory of the device. */
  readonly roomBytes: number;
  readonly fused: Pick<Fused, 'rootOf' | 'numbers'>;
}
/** A value that has no place in memory yet: the kernel has just computed it. */
export interface Given {
  readonly value: ValueId;
  readonly name: string;
}

/** Statements that compute the operations at `i`, and the name of a value after them. */
export function writeOps(ops: readonly Op[], { values, fused }: ShaderLowering, code: Code, given: Given | null = null): { readonly lines: readonly string[]; nameOf(value: ValueId): string } {
  return writeBody(ops, {
    language: 'wgsl',
    fused,
    shapeOf: (value) => values.shape(value),
    leaf: (leaf, from, to) => (leaf === given?.value ? given.name : code.at(leaf, broadcastIndex(from, to))),
    control: (index) => code.control(index),
  });
}
export function writeElements({ ops, outputs }: Elements, lowering: ShaderLowering, code: Code, given: Given | null = null): readonly string[] {
  const body = writeOps(ops, lowering, code, given);
  return [...body.lines, ...outputs.map((output) => `${code.at(output, 'i')} = ${output === given?.value ? given.name : body.nameOf(output)};`)];
}

/** Tensors that an element-wise kernel reads at the very index it writes, and nowhere else. */
export function readInPlace({ ops, inputs, outputs }: Elements, { values, fused }: ShaderLowering): ReadonlySet<ValueId> {
  const count = values.count(outputs[0]!);
  const elsewhere = new Set<ValueId>();
  // Of one count means of one order: what is broadcast to its own count stays where it is.
  for (const op of ops) for (const input of op.inputs) if (values.count(input) !== values.count(op.output) || values.count(op.output) !== count) elsewhere.add(fused.rootOf(input));
  return new Set(inputs.filter((input) => values.count(input) === count && !elsewhere.has(input)));
}
/** The same of what follows a kernel, which reads `others` anywhere. */
export function finishedInPlace(finish: Elements | null, others: readonly ValueId[], lowering: ShaderLowering): ReadonlySet<ValueId> {
  if (!finish) return new Set();
  return new Set([...readInPlace(finish, lowering)].filter((value) => !others.includes(value)));
}
