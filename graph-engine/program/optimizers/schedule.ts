/** The learning rate as a function of the step: constant, or half a cosine down to zero (Loshchilov & Hutter 2017, eq. 5), after a linear warm-up if asked. */
import type { TrainingSettings } from '../../document/types';

type Schedule = TrainingSettings['schedule'];
/** A factor in [0, 1] for `step`, counted from 0, of a run of `steps`. */
type Shape = (step: number, steps: number, warmupSteps: number) => number;

const cosine = (step: number, steps: number): number => (1 + Math.cos(Math.PI * Math.min(step / Math.max(steps, 1), 1))) / 2;

export const schedules = {
  constant: () => 1,
  cosine,
  'warmup-cosine': (step, steps, warmupSteps) =>
    step < warmupSteps ? (step + 1) / (warmupSteps + 1) : cosine(step - warmupSteps, steps - warmupSteps),
} satisfies Record<Schedule['kind'], Shape>;

/** The length of a whole run: a number, or what gives it at each step, where a run may become longer. */
export type RunSteps = number | (() => number);
export const stepsOf = (steps: RunSteps): number => (typeof steps === 'number' ? steps : steps());

/** The rate of each step; `steps` is the length of the whole run, after which a cosine stays at zero. */
export function learningRateAt(rate: number, schedule: Schedule, steps: RunSteps): (step: number) => number {
  const shape: Shape = schedules[schedule.kind];
  return (step) => rate * shape(step, stepsOf(steps), schedule.warmupSteps);
}
