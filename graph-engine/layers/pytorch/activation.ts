/** An activation in PyTorch. */
import type { ActivationName } from '../activations';
import { defineSpelling } from './definition';
import { activationModules } from './words';

// A softmax runs over the last axis, which is that of the channels.
export const activation = defineSpelling(({ activation }: { readonly activation: ActivationName | 'softmax' }) => ({ modules: activationModules(activation), channels: activation === 'softmax' ? 'last' : 'any' }));
