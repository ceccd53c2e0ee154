import { printShape } from '../../document/shape';
import { defineCode } from './emit';
import { apply } from './ops';
import { stackMember } from './stack';

interface DecoderParams {
  readonly output: 'sigmoid' | 'tanh' | 'linear' | 'logits';
}
const activations: Record<DecoderParams['output'], string> = { sigmoid: '.sigmoid()', tanh: '.tanh()', linear: '', logits: '' };

/** A Decoder is a tf.Sequential and its output activation; a mirror has its layers written out. */
export const decoderCode = defineCode<never, DecoderParams>((emit) => {
  const { stack, params, inputType, typeOf, owner, frozen } = emit;
  const activation = activations[params.output];
  if (stack.layers.length === 0) return { value: ({ input }) => (activation ? `${input('in')}${activation}` : { same: 'in' }) };
  const input = inputType('in').shape;
  return {
    ...(emit.ownsWeights && { member: stackMember(emit, `${printShape(input)} → ${printShape(typeOf('out').shape)}`, input, stack.layers, stack.names) }),
    value: (pass) => `${pass.use(apply)}(this.${owner}, ${pass.input('in')}, ${frozen ? "'infer'" : pass.mode})${activation}`,
  };
});
