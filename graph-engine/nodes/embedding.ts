/** Embedding: a class becomes a learned vector. */
import type { Builder, Tensor } from '../program/builder';
import { isMasked, maskedIf } from '../document/port-type';
import { defineNode, nothing, type Flow } from './definition';
import { labelType, noLabel } from './label-input';

const port = { id: 'in', label: 'Label' } as const;

/** [batch, ...shape] of classes → [batch, ...shape, size]. A row of a product is that of its class, and 0 where no class is known. */
const look = (b: Builder, { tensor, type }: Flow, table: Tensor): Tensor => (type.tag === 'indices' ? b.gather(table, tensor) : b.matMul(tensor, table));

export const embedding = defineNode({
  kind: 'embedding',
  title: 'Embedding',
  help: 'Turns a class into a learned vector, such as the label of a Dataset that a Decoder shall be told.',
  words: ['lookup', 'look-up table', 'label', 'condition', 'conditional', 'cvae', 'class vector'],
  category: 'network',
  fields: { size: { type: 'integer', label: 'Size', help: 'Numbers of the vector of a class.', default: 8, min: 1, max: 4096 } },
  traits: { stack: false, preview: 'none', objective: false, shareable: true },
  inputs: () => [{ ...port, help: 'The label of a Dataset, or indices; an item without a known label gets zeros.', origin: 'given', aside: 'label', accepts: ['data', 'indices'] }],
  outputs: () => [{ id: 'out', label: 'Vector', help: 'The vector of the class.', gives: ['features'] }],
  infer({ node, params: { size }, input, sources, report }) {
    const type = input('in');
    const label = type && labelType(type);
    if (type && !label) report(noLabel(node, port, type, sources('in')[0]));
    if (!label) return nothing;
    return {
      outputs: { out: { tag: 'features', shape: [...label.shape, size], ...maskedIf(isMasked(type)) } },
      // Of length 1, about.
      weights: [{ name: 'vectors', shape: [label.classes, size], init: { kind: 'normal', stddev: 1 / Math.sqrt(size) } }],
    };
  },
  build({ b, input, output, weight }) {
    const { mask } = input('in');
    output('out', look(b, input('in'), weight('vectors')), mask && { mask });
  },
  summary: ({ size }) => `${size} ${size === 1 ? 'number' : 'numbers'}`,
});
