/** Decoder: a stack of layers that leads from the code back to the data; its own, or the mirror of an Encoder. */
import type { PortType } from '../document/port-type';
import type { Shape } from '../document/shape';
import type { Builder, Tensor } from '../program/builder';
import { defineNode, nothing } from './definition';
import { decoderCode } from './typescript/decoder';

type Output = 'sigmoid' | 'linear' | 'tanh' | 'logits';
const outputs: Record<Output, { label: string; help: string; type(shape: Shape): PortType; build(b: Builder, x: Tensor): Tensor }> = {
  sigmoid: { label: 'Sigmoid: from 0 to 1', help: 'For data from 0 to 1.', type: (shape) => reconstruction(shape, 'unit'), build: (b, x) => b.sigmoid(x) },
  tanh: { label: 'Tanh: from −1 to 1', help: 'For data from −1 to 1.', type: (shape) => reconstruction(shape, 'signed'), build: (b, x) => b.tanh(x) },
  linear: { label: 'Linear: unbounded', help: 'For standardised data.', type: (shape) => reconstruction(shape, 'real'), build: (_, x) => x },
  logits: {
    label: 'Logits',
    help: 'Unbounded, for a cross-entropy; a sigmoid or softmax makes probabilities of them.',
    type: (shape) => ({ tag: 'logits', shape }),
    build: (_, x) => x,
  },
};
const reconstruction = (shape: Shape, range: 'unit' | 'signed' | 'real'): PortType => ({ tag: 'data', shape, range, corrupted: false, source: null });

export const decoder = defineNode({
  kind: 'decoder',
  title: 'Decoder',
  help: 'A stack of layers that turns the code back into data. As the mirror of an Encoder it follows that Encoder as it changes.',
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
  traits: { stack: true, mirror: 'mirror', player: 'autoencoder', preview: 'reconstructions', objective: false, shareable: true },
  inputs: () => [{ id: 'in', label: 'Code', help: 'What is decoded.', accepts: ['code', 'features', 'logits'] }],
  outputs: ({ output }) => [{ id: 'out', label: 'Output', help: 'The reconstruction.', gives: [output === 'logits' ? 'logits' : 'data'] }],
  infer({ params, input, stack }) {
    const type = input('in');
    const shape = type && stack(type.shape).output;
    return shape ? { outputs: { out: outputs[params.output].type(shape) } } : nothing;
  },
  build: ({ b, params, input, output, stack }) => output('out', outputs[params.output].build(b, stack(input('in').tensor))),
  typescript: decoderCode,
  summary: ({ mirror, output }) => (mirror ? `mirror · ${output}` : output),
});
