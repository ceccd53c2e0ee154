/** Encoder: a stack of layers that leads from the data to features. */
import { isMasked, maskedIf } from '../document/port-type';
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
    const shapes = type && stack(type.shape, isMasked(type));
    return shapes?.output ? { outputs: { out: { tag: 'features', shape: shapes.output, ...maskedIf(shapes.masked) } } } : nothing;
  },
  build({ input, output, stack }) {
    const { tensor, mask } = input('in');
    const { tensor: features, ...rest } = stack(tensor, mask);
    output('out', features, rest);
  },
  summary: () => '',
});
