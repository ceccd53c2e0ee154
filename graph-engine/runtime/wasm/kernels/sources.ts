/** Numbers out of nothing. Random ones depend on the seed and the step, which lie in the control words of the run. */
import { sizeOf } from '../../../document/shape';
import { attr } from '../../../program/ops/definition';
import { Opcode } from '../assembly/opcodes';
import type { Kernel } from './definition';

const bits = new DataView(new ArrayBuffer(4));
export const constant: Kernel = {
  lower({ attrs, shape, output, emit }) {
    bits.setFloat32(0, attr.number(attrs, 'value'));
    emit(Opcode.Fill, output, [output, sizeOf(shape), bits.getInt32(0)]);
  },
};
const random = (opcode: Opcode): Kernel => ({
  lower: ({ attrs, shape, output, emit }) => emit(opcode, output, [output, sizeOf(shape), attr.number(attrs, 'stream') | 0, 'control']),
});
export const randomNormal = random(Opcode.RandomNormal);
export const randomUniform = random(Opcode.RandomUniform);
