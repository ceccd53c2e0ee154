import { attr } from '../../../program/ops/definition';
import { Opcode } from '../assembly/opcodes';
import type { Kernel } from './definition';

const pooling = (opcode: Opcode): Kernel => ({
  lower: ({ attrs, shapes, inputs: [x], output, emit }) => emit(opcode, output, [output, x!, ...shapes[0]!, ...attr.numbers(attrs, 'size')]),
});
export const avgPool = pooling(Opcode.AvgPool);
export const maxPool = pooling(Opcode.MaxPool);
export const upsample = pooling(Opcode.Upsample);
