/** What an optimiser may be; each has a file of its own in `program/optimizers`. */
export const optimizerKinds = ['sgd', 'adam', 'adamw', 'rmsprop'] as const;
export type OptimizerKind = (typeof optimizerKinds)[number];
