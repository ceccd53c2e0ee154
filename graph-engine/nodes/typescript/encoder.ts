import { printShape } from '../../document/shape';
import { defineCode } from './emit';
import { apply } from './ops';
import { stackMember } from './stack';

/** An Encoder is a tf.Sequential; one without layers passes its input on. */
export const encoderCode = defineCode((emit) => {
  const { stack, inputType, typeOf, owner, frozen } = emit;
  if (stack.layers.length === 0) return { value: () => ({ same: 'in' }) };
  const input = inputType('in').shape;
  return {
    ...(emit.ownsWeights && { member: stackMember(emit, `${printShape(input)} → ${printShape(typeOf('out').shape)}`, input, stack.layers, stack.names) }),
    // Frozen layers never run in training mode: no dropout, and moving statistics.
    value: (pass) => `${pass.use(apply)}(this.${owner}, ${pass.input('in')}, ${frozen ? "'infer'" : pass.mode})`,
  };
});
