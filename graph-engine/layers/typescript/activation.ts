/** Activation in TensorFlow.js. */
import { leakySlope, type ActivationName } from '../activations';
import { defineSpelling } from './definition';
import { tfLayer, tfName } from './words';

export const activation = defineSpelling(({ activation }: { readonly activation: ActivationName | 'softmax' }, { name }) => {
  const named = tfName(activation);
  return [named ? tfLayer('activation', { name, activation: named }) : tfLayer('leakyReLU', { name, alpha: leakySlope })];
});
