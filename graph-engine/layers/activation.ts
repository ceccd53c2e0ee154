/** An activation as a layer of its own, for use after a normalisation. */
import type { ChoiceField } from '../document/fields';
import { activationField, activationOf, type ActivationName } from './activations';
import { defineLayer } from './definition';
import { alongChannels } from './masks';
import { between } from './reach';

const elementWise = activationField('relu');
const field: ChoiceField<ActivationName | 'softmax'> = {
  ...elementWise,
  help: 'The non-linearity.',
  // Each is found by its own name; the fields of other layers offer them too, but a search for one means this layer.
  options: [...elementWise.options, { value: 'softmax' as const, label: 'Softmax', help: 'Probabilities along the last axis.' }].map((option) => ({ ...option, words: [option.value] })),
};

export const activation = defineLayer({
  kind: 'activation',
  title: 'Activation',
  help: 'A non-linearity alone, for use after a normalisation.',
  words: ['non-linearity', 'nonlinear', 'transfer function', 'squash'],
  category: 'core',
  fields: { activation: field },
  summary: ({ activation }) => activation,
  infer: (_, input) => input,
  mask: ({ activation }, input) => (activation === 'softmax' ? alongChannels(activation, input) : 'keeps'),
  weights: () => [],
  build: ({ activation }, x, { b }) => (activation === 'softmax' ? b.softmax(x) : activationOf(activation).build(b, x)),
  reach({ activation }, input) {
    if (activation === 'linear') return input;
    return activation === 'softmax' ? between(0, 1) : activationOf(activation).reach;
  },
  mirror: ({ activation }) => [{ kind: 'activation', params: { activation } }],
});
