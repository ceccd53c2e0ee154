/** Weights without what training alone keeps beside them. */
import type { ParameterStore, Weights } from '../runtime/device';

/** States of optimisers carry a colon, and so do the weights that training goes on with where the model is their average. */
export const isState = (name: string): boolean => name.includes(':');

/** Weights by name, without the state of the optimiser. */
export type PlainWeights = ReadonlyMap<string, Weights>;
export const plainWeights = (parameters: PlainWeights): PlainWeights => new Map([...parameters].filter(([name]) => !isState(name)));
export const readPlain = (store: ParameterStore): Promise<PlainWeights> => store.read(store.names().filter((name) => !isState(name)));
