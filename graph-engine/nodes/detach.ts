/** Detach: lets the value through and stops the gradient. */
import { defineNode, nothing } from './definition';

const tags = ['data', 'features', 'code', 'logits', 'score'] as const;

export const detach = defineNode({
  kind: 'detach',
  title: 'Detach',
  help: 'Lets the values through, but nothing before it learns from what comes after.',
  words: ['stop gradient', 'freeze', 'no grad', 'stop backpropagation'],
  category: 'wiring',
  fields: {},
  traits: { stack: false, preview: 'none', objective: false, shareable: false },
  inputs: () => [{ id: 'in', label: 'Input', help: 'What goes through.', accepts: tags }],
  outputs: () => [{ id: 'out', label: 'Output', help: 'The same values.', gives: tags }],
  infer({ input }) {
    const type = input('in');
    return type ? { outputs: { out: type } } : nothing;
  },
  build({ b, input, output }) {
    const { tensor, mask } = input('in');
    output('out', b.stopGradient(tensor), mask && { mask });
  },
  summary: () => '',
});
