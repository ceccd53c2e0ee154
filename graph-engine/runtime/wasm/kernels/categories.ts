/** Over the last axis: normalised exponentials, the largest, look-up and its adjoint. */
import { sizeOf } from '../../../document/shape';
import { attr } from '../../../program/ops/definition';
import { Opcode } from '../assembly/opcodes';
import type { Kernel } from './definition';

const overRows = (opcode: Opcode): Kernel => ({
  lower({ shapes: [x], inputs, output, emit }) {
    const columns = x!.at(-1)!;
    emit(opcode, output, [output, inputs[0]!, sizeOf(x!) / columns, columns]);
  },
});
export const softmax = overRows(Opcode.Softmax);
export const logSoftmax = overRows(Opcode.LogSoftmax);
export const argMax = overRows(Opcode.ArgMax);

export const oneHot: Kernel = {
  lower: ({ attrs, shapes: [x], inputs, output, emit }) => emit(Opcode.OneHot, output, [output, inputs[0]!, sizeOf(x!), attr.number(attrs, 'depth')]),
};
export const gather: Kernel = {
  lower: ({ shapes: [table, indices], inputs, output, emit }) => emit(Opcode.Gather, output, [output, ...inputs, sizeOf(indices!), sizeOf(table!.slice(1)), table![0]!]),
};
export const segmentSum: Kernel = {
  lower({ attrs, shapes: [rows, ids], inputs, output, emit }) {
    const count = sizeOf(ids!);
    emit(Opcode.SegmentSum, output, [output, ...inputs, count, sizeOf(rows!) / count, attr.number(attrs, 'segments')]);
  },
};
const converted = (opcode: Opcode): Kernel => ({
  lower: ({ shape, inputs, output, emit }) => emit(opcode, output, [output, inputs[0]!, sizeOf(shape)]),
});
export const toInt = converted(Opcode.ToInt);
export const toFloat = converted(Opcode.ToFloat);
