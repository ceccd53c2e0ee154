/** Flatten in PyTorch. */
import { defineSpelling } from './definition';

export const flatten = defineSpelling((_: object, input) => ({ modules: input.length > 1 ? ['nn.Flatten()'] : [], channels: 'last' }));
