/** Everything that moves numbers: one copy with a stride for each axis on both sides. */
import { sizeOf } from '../../../document/shape';
import { attr } from '../../../program/ops/definition';
import { Opcode } from '../assembly/opcodes';
import type { OpRecord, Storage, Word } from '../record';
import type { Kernel, KernelContext } from './definition';

const RANK = 6;
export const stridesOf = (shape: readonly number[]): number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
const padded = (list: readonly number[], by: number): number[] => [...new Array<number>(RANK - list.length).fill(by), ...list];

export interface Side {
  readonly offset: number;
  readonly strides: readonly number[];
}
function copyWords(output: Storage, input: Storage, sizes: readonly number[], to: Side, from: Side): Word[] {
  if (sizes.length > RANK) throw new Error(`internal: tensors of rank ${sizes.length} cannot be moved`);
  return [output, input, to.offset, from.offset, RANK, ...padded(sizes, 1), ...padded(to.strides, 0), ...padded(from.strides, 0)];
}
const emitCopy = ({ emit }: Pick<KernelContext, 'emit'>, output: Storage, input: Storage, sizes: readonly number[], to: Side, from: Side): void => emit(Opcode.StridedCopy, output, copyWords(output, input, sizes, to, from));
const whole = (shape: readonly number[]): Side => ({ offset: 0, strides: stridesOf(shape) });
const at = (shape: readonly number[], begin: readonly number[]): Side => {
  const strides = stridesOf(shape);
  return { strides, offset: begin.reduce((sum, index, axis) => sum + index * strides[axis]!, 0) };
};

/** A record by itself: `count` numbers as they lie. */
export const copyRecord = (output: Storage, input: Storage, count: number): OpRecord => ({
  opcode: Opcode.StridedCopy,
  words: copyWords(output, input, [count], whole([count]), whole([count])),
  reads: [input],
  writes: [output],
  ops: [],
});

/** Repeats `shape` over the axes where it has size 1. */
export function broadcast(context: Pick<KernelContext, 'emit'>, input: Storage, shape: readonly number[], output: Storage, to: readonly number[]): void {
  const full = [...new Array<number>(to.length - shape.length).fill(1), ...shape];
  const strides = stridesOf(full).map((stride, axis) => (full[axis] === 1 ? 0 : stride));
  emitCopy(context, output, input, to, whole(to), { offset: 0, strides });
}
export const transpose: Kernel = {
  lower(context) {
    const perm = attr.numbers(context.attrs, 'perm');
    const strides = stridesOf(context.shapes[0]!);
    emitCopy(context, context.output, context.inputs[0]!, context.shape, whole(context.shape), { offset: 0, strides: perm.map((axis) => strides[axis]!) });
  },
};
export const slice: Kernel = {
  lower: (context) => emitCopy(context, context.output, context.inputs[0]!, context.shape, whole(context.shape), at(context.shapes[0]!, attr.numbers(context.attrs, 'begin'))),
};
export const pad: Kernel = {
  lower(context) {
    const amounts = attr.numbers(context.attrs, 'amounts');
    const [input] = context.shapes;
    context.emit(Opcode.Fill, context.output, [context.output, sizeOf(context.shape), 0]);
    emitCopy(context, context.output, context.inputs[0]!, input!, at(context.shape, input!.map((_, axis) => amounts[2 * axis]!)), whole(input!));
  },
};
export const concat: Kernel = {
  lower(context) {
    const axis = attr.number(context.attrs, 'axis');
    let offset = 0;
    context.inputs.forEach((input, i) => {
      const shape = context.shapes[i]!;
      emitCopy(context, context.output, input, shape, at(context.shape, shape.map((_, d) => (d === axis ? offset : 0))), whole(shape));
      offset += shape[axis]!;
    });
  },
};
