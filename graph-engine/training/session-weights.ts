/** How the weights of a session start, and how those of a file take their place. */
import type { HourglassDocument } from '../document/types';
import { averageOf, isRaw } from '../program/optimizers/averages';
import type { Program } from '../program/types';
import { loadWeights, type ParameterStore, type Weights } from '../runtime/device';
import { initialise } from '../runtime/inits';
import { ModelError } from './model-error';
import { explain, NotFiniteError } from './not-finite';
import { isState } from './plain-weights';

export interface Start {
  readonly document: HourglassDocument;
  readonly store: ParameterStore;
  readonly seed: number;
  /** What the untrained network gives for items of the training set. */
  readonly valuesOf: (tap: string) => Promise<Float32Array>;
}

/** Parameters start at random, and codebooks from what the untrained network gives. @throws NotFiniteError */
export async function startWeights({ document, store, seed, valuesOf }: Start, programs: readonly Program[], isMissing: (name: string) => boolean): Promise<void> {
  try {
    for (const program of programs) await initialise(store, program, seed, valuesOf, isMissing);
  } catch (error) {
    if (!(error instanceof NotFiniteError)) throw error;
    throw new NotFiniteError(explain(document, error.found, error.feeds, { kind: 'start' }), error.found, error.feeds);
  }
}

/** Puts weights in the place of those that there are; the state of the optimiser stays where they come without. @throws ModelError */
export function takeWeights(store: ParameterStore, programs: readonly Program[], weights: ReadonlyMap<string, Weights>): void {
  for (const program of programs) {
    const problems = loadWeights(store, { ...program, parameters: program.parameters.filter(({ name }) => weights.has(name) || !isState(name)) }, weights);
    if (problems.length) throw new ModelError(`The weights do not fit the document. ${problems[0]}`);
    // Training goes on from these, too.
    for (const { name } of program.parameters) if (isRaw(name) && !weights.has(name)) store.write(name, weights.get(averageOf(name))!);
  }
}
