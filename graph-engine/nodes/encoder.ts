/** Encoder: a stack of layers that leads from the data to features. */
import { defineNode, nothing } from './definition';

export const encoder = defineNode({
  kind: 'encoder',
  title: 'Encoder',
  help: 'A stack of layers that turns the data, step by step, into a short description.',
  words: ['layers', 'stack', 'network', 'mlp', 'recognition model', 'inference network', 'feature extractor'],
  category: 'network',
  fields: {},
  traits: { stack: true, preview: 'none', objective: false, shareable: true },
  inputs: () => [{ id: 'in', label: 'Input', help: 'What is encoded.', accepts: ['data', 'features', 'code', 'logits'] }],
  outputs: () => [{ id: 'out', label: 'Features', help: 'What the last layer gives.', gives: ['features'] }],
  infer({ input, stack }) {
    const type = input('in');
    const shape = type && stack(type.shape).output;
    return shape ? { outputs: { out: { tag: 'features', shape } } } : nothing;
  },
  build: ({ input, output, stack }) => output('out', stack(input('in').tensor)),
  summary: () => '',
});
