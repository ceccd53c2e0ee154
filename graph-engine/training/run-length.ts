/** How long a run is, how far it goes when it is taken up again, and what moves when it becomes longer than it was to be. */
import type { Stage, TrainingSettings } from '../document/types';
import type { Input } from '../program/types';

export const stageSteps = ({ epochs, steps }: Pick<Stage, 'epochs' | 'steps'>, stepsPerEpoch: number): number => steps || epochs * stepsPerEpoch;

/** Steps of a run from its beginning, as the document says: those of its stages, where it has some. */
export function wholeRun({ epochs, minSteps, stages }: Pick<TrainingSettings, 'epochs' | 'minSteps' | 'stages'>, stepsPerEpoch: number): number {
  const lengths = Object.values(stages).map((stage) => stageSteps(stage, stepsPerEpoch));
  return lengths.length > 0 ? lengths.reduce((sum, steps) => sum + steps) : Math.max(stepsPerEpoch * epochs, minSteps);
}

export interface Length {
  /** Training goes on until this step. */
  readonly until: number;
  /** Steps of the whole run, which schedules are drawn over. */
  readonly steps: number;
}
/**
 * A run that stands at `step` and was to have `planned` steps is taken up: for `more` steps; else, one that was interrupted to its end, and one that has
 * ended for as long as its document says (`whole`). One that becomes longer than it was to be has its schedules drawn over the new length.
 */
export function lengthOf({ step, planned, whole, more }: { readonly step: number; readonly planned: number; readonly whole: number; readonly more?: number | undefined }): Length {
  const until = more !== undefined ? step + more : step < planned ? planned : step + whole;
  return { until, steps: Math.max(planned, until) };
}

/** Scalars of the step, such as a learning rate, that the steps until now would have had otherwise with the length that `lengthen` gives the run. */
export function movedBy(lengthen: () => void, players: readonly { readonly updates: number; readonly inputs: readonly Input[] }[], step: number): string[] {
  const seen = players.flatMap(({ updates, inputs }) =>
    inputs.flatMap((input) => {
      if (input.kind !== 'scalar' || step === 0) return [];
      const { name, at } = input;
      const taken = (): number[] => Array.from({ length: 64 }, (_, i) => at(Math.floor((i * step * updates) / 64)));
      return [{ name, taken, before: taken(), last: at((step - 1) * updates), next: (): number => at(step * updates) }];
    }),
  );
  lengthen();
  return seen
    .filter(({ before, taken }) => taken().some((value, i) => value !== before[i]))
    .map(({ name, last, next }) => `${name} (${last.toPrecision(3)} in the last step, ${next().toPrecision(3)} in the next)`);
}
/** What is said of a run that becomes longer; null where that moves nothing. */
export const longerText = (steps: number, planned: number, moved: readonly string[]): string | null =>
  moved.length === 0
    ? null
    : `The run is longer than it was to be: ${steps} steps instead of ${planned}. What is drawn over its whole length moves: ${moved.join('; ')}. It is not the run that ${steps} steps at once would have been.`;
