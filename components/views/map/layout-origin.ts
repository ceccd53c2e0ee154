/** Which state of the model the codes are of that were laid out. */
import { metricsLog } from '@/components/training/metrics-log';
import { stepsTaken, type TrainingState } from '@/components/training/use-training';

export interface LayoutOrigin {
  /** The model, see modelKey; null while none is open. */
  readonly model: string | null;
  readonly run: string | null;
  readonly step: number;
  /** What is looked at in place of its data. */
  readonly looking: TrainingState['looking'];
}

export const originOf = (training: TrainingState): LayoutOrigin => ({ model: training.model?.modelKey ?? null, run: metricsLog.key?.run ?? null, step: stepsTaken(training), looking: training.looking });

/** `now`: what the map would show today; `earlier`: its items with codes of other weights; `other`: another model's, or other items'. While a model is opened nobody knows, and the layout stays. */
export function standingOf(origin: LayoutOrigin, now: LayoutOrigin): 'now' | 'earlier' | 'other' {
  if (now.model === null) return 'earlier';
  if (origin.model !== now.model || origin.looking !== now.looking) return 'other';
  return origin.run === now.run && origin.step === now.step ? 'now' : 'earlier';
}
/** `of step 1,200` */
export const originWords = (origin: LayoutOrigin, now: LayoutOrigin): string => (now.model === null || origin.run === now.run ? `of step ${origin.step.toLocaleString('en')}` : 'of the weights before');
