/** Decoder: a stack of layers that leads from the code back to the data; its own, or the mirror of an Encoder. */
import { isMasked, maskedIf, type PortType } from '../document/port-type';
import type { Shape } from '../document/shape';
import type { Builder, Tensor } from '../program/builder';
import { checkReach } from './decoder-reach';
import { defineNode, nothing } from './definition';

type Output = 'sigmoid' | 'linear' | 'tanh' | 'logits';
interface OutputChoice {
  readonly label: string;
  readonly help: string;
  type(shape: Shape): PortType;
  build(b: Builder, x: Tensor): Tensor;
  /** The same for one number. */
  at(x: number): number;
}
const same = (x: number): number => x;
const outputs: Record<Output, OutputChoice> = {
  sigmoid: { label: 'Sigmoid: from 0 to 1', help: 'For data from 0 to 1.', type: (shape) => reconstruction(shape, 'unit'), build: (b, x) => b.sigmoid(x), at: (x) => 1 / (1 + Math.exp(-x)) },
  tanh: { label: 'Tanh: from −1 to 1', help: 'For data from −1 to 1.', type: (shape) => reconstruction(shape, 'signed'), build: (b, x) => b.tanh(x), at: Math.tanh },
  linear: { label: 'Linear: unbounded', help: 'For standardised data.', type: (shape) => reconstruction(shape, 'real'), build: (_, x) => x, at: same },
  logits: {
    label: 'Logits',
    help: 'Unbounded, for a cross-entropy; a sigmoid or softmax makes probabilities of them.',
    type: (shape) => ({ tag: 'logits', shape }),
    build: (_, x) => x,
    at: same,
  },
};
const reconstruction = (shape: Shape, range: 'unit' | 'signed' | 'real'): PortType => ({ tag: 'data', shape, range, corrupted: false, source: null });

export const decoder = defineNode({
  kind: 'decoder',
  title: 'Decoder',
  help: 'A stack of layers that turns the code back into data. As the mirror of an Encoder it follows that Encoder as it changes.',
  words: ['generator', 'generative network', 'reconstruction', 'output', 'tied weights', 'upsampling'],
  category: 'network',
  fields: {
    mirror: { type: 'node', label: 'Mirror of', help: "Uses that Encoder's layers in reverse instead of layers of its own.", default: null, kinds: ['encoder'] },
    output: {
      type: 'choice',
      label: 'Output',
      help: 'What happens after the last layer, which itself is best linear.',
      default: 'sigmoid',
      options: (Object.keys(outputs) as Output[]).map((value) => ({ value, label: outputs[value].label, help: outputs[value].help })),
    },
  },
  traits: { stack: true, mirror: 'mirror', preview: 'reconstructions', objective: false, shareable: true },
  inputs: () => [{ id: 'in', label: 'Code', help: 'What is decoded.', accepts: ['code', 'features', 'logits'] }],
  outputs: ({ output }) => [{ id: 'out', label: 'Output', help: 'The reconstruction.', gives: [output === 'logits' ? 'logits' : 'data'] }],
  infer(context) {
    const { params, input, stack, report } = context;
    const type = input('in');
    const shapes = type && stack(type.shape, isMasked(type));
    if (!shapes?.output) return nothing;
    const { type: typeOf, at } = outputs[params.output];
    const output = { ...typeOf(shapes.output), ...maskedIf(shapes.masked) };
    checkReach(context, shapes, { label: params.output, at, free: output.tag === 'logits' }, params.mirror !== null).forEach(report);
    return { outputs: { out: output } };
  },
  build({ b, params, input, output, stack }) {
    const code = input('in');
    const { tensor, ...rest } = stack(code.tensor, code.mask);
    output('out', outputs[params.output].build(b, tensor), rest);
  },
  summary: ({ mirror, output }) => (mirror ? `mirror · ${output}` : output),
});
