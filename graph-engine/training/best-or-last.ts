/** The two sets of weights that a run is kept with: the last ones, and those with the lowest held-out loss. */
import type { Weights } from '../runtime/device';
import type { Snapshot } from './session';

export const whichWeights = ['best', 'last'] as const;
export type WhichWeights = (typeof whichWeights)[number];
export interface ChosenWeights {
  /** Steps that they were trained for. */
  readonly step: number;
  /** The held-out loss there; null where it is not the lowest. */
  readonly loss: number | null;
  /** With what the data are prepared with. */
  readonly parameters: ReadonlyMap<string, Weights>;
}

/** Null where they are not kept: no best before the first check of a held-out loss, no last of a run that ended early. */
export function chosenWeights({ step, parameters, stopping }: Snapshot, which: WhichWeights): ChosenWeights | null {
  const { best = null, ended = null } = stopping?.record ?? {};
  if (which === 'best') return best && stopping && { ...best, parameters: ended ? parameters : new Map([...parameters, ...stopping.weights]) };
  if (ended === 'early') return null;
  const { last } = (ended && stopping?.beforeEnd) || { last: new Map<string, Weights>() };
  return { step, loss: best?.step === step ? best.loss : null, parameters: new Map([...parameters, ...last]) };
}

/** What lies beside the weights that a run is opened with; null where both are the same, or there is nothing. */
export interface KeptBeside {
  readonly which: WhichWeights;
  readonly step: number;
  readonly loss: number | null;
}
export function keptBeside(snapshot: Snapshot): KeptBeside | null {
  const which = snapshot.stopping?.record.ended ? 'last' : 'best';
  const other = chosenWeights(snapshot, which);
  const best = snapshot.stopping?.record.best;
  return other && best && best.step !== snapshot.step ? { which, step: other.step, loss: other.loss } : null;
}
