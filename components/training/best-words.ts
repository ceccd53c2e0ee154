/** Which weights a run ended with, in words: those of the step where the held-out loss was lowest. */
import type { Progress } from '@/graph-engine/training/protocol';
import { printLoss } from './print';

export interface BestWords {
  readonly text: string;
  readonly title: string;
}

/** Null where they are simply the last ones. */
export function bestWords({ kept, step }: Pick<Progress, 'kept' | 'step'>): BestWords | null {
  if (!kept || (kept.step === step && !kept.early)) return null;
  const at = `step ${kept.step.toLocaleString('en')}`;
  const why = kept.early ? 'Training ended early: on items that it is not trained on the model became no better. ' : '';
  return {
    text: kept.early ? `stopped early, best at ${at}` : `best at ${at}`,
    title: `${why}The loss on held-out items was lowest at ${at}, ${printLoss(kept.loss)}; the model is kept as it was then.`,
  };
}
