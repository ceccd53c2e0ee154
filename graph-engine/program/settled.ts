/** When the loss of a program means the same at every step. */
import type { Input } from './types';

/** The step from which no weight of a term, temperature or other scalar that the loss depends on moves any more; 0 where none does. */
export const settledAt = (inputs: readonly Input[]): number => Math.max(0, ...inputs.map((input) => (input.kind === 'scalar' ? input.settledAt : 0)));
