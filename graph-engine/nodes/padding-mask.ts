/** Padding mask: says which places of a sequence hold nothing. What is behind it leaves them out. */
import { maskedIf } from '../document/port-type';
import { defineFunction } from '../functions/define-function';
import type { Tensor } from '../program/builder';
import { defineNode, nothing } from './definition';
import { mergedMask } from './merge';

const tags = ['data', 'features', 'code', 'logits'] as const;

/** Further from the value than rounding leads. */
const nearest = 1e-6;
const placesOtherThan = defineFunction(
  { name: 'placesOtherThan', help: 'For each place 1, or 0 where all of its numbers are `value`.' },
  ['x', 'value'],
  (b, x: Tensor, value: Tensor | number) => {
    const away = b.abs(b.sub(x, value));
    return b.step(b.sub(b.sum(away, x.shape.flatMap((_, axis) => (axis < 2 ? [] : [axis]))), nearest));
  },
);

export const paddingMask = defineNode({
  kind: 'padding-mask',
  title: 'Padding mask',
  help: 'Says which places of a sequence hold nothing: those whose numbers are all one value, with which shorter items were filled up. Layers behind it leave them out, and so does a Loss.',
  words: ['masking', 'mask', 'pad', 'padding', 'variable length', 'lengths', 'ragged', 'sequence'],
  category: 'wiring',
  fields: { value: { type: 'number', label: 'Value', help: 'What padded places are filled with, as it arrives here: after the scaling of the data.', default: 0, min: -1_000_000, max: 1_000_000, step: 0.1 } },
  traits: { stack: false, preview: 'none', objective: false, shareable: false },
  inputs: () => [{ id: 'in', label: 'Sequence', help: 'Places along the first axis, some of which hold nothing.', accepts: tags }],
  outputs: () => [{ id: 'out', label: 'Masked', help: 'The same values, with a mask of the places that hold something.', gives: tags }],
  infer({ input }) {
    const type = input('in');
    return type ? { outputs: { out: { ...type, ...maskedIf(true) } } } : nothing;
  },
  build({ b, params: { value }, input, output }) {
    const given = input('in');
    const mask = b.name('mask', placesOtherThan(b, given.tensor, value));
    output('out', given.tensor, mergedMask(b, [given, { mask }]));
  },
  summary: ({ value }) => `where all is ${value}`,
});
