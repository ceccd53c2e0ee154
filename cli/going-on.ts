/** Going on with a run: how far, and whether that is the run it would have been without the stop. */
import { analyseUncured } from '@/graph-engine/analysis/look';
import type { HourglassDocument, TrainingSettings } from '@/graph-engine/document/types';
import { trainStep } from '@/graph-engine/program/train-step';
import type { Session } from '@/graph-engine/training/session';
import { SessionData } from '@/graph-engine/training/session-data';
import type { Loaded } from './data';
import type { RunRecord, SavedRun } from './run-folder';

export interface Length {
  readonly epochs?: number;
  readonly steps?: number;
}
export interface Plan {
  /** Training goes on until this step. */
  readonly until: number;
  /** Steps of the whole run, which schedules are drawn over. */
  readonly steps: number;
}

/** Steps of a run from its beginning, as the document says. */
const wholeRun = ({ epochs, minSteps }: TrainingSettings, stepsPerEpoch: number): number => Math.max(stepsPerEpoch * epochs, minSteps);

/** Null where the document has errors, which opening it tells. @throws ModelError for the data */
export function planOf({ document, data }: Loaded, { snapshot: { step }, record }: SavedRun, { epochs, steps }: Length): Plan | null {
  const analysis = analyseUncured(document);
  if (!analysis.sound) return null;
  const { stepsPerEpoch } = new SessionData(document, analysis, data, document.training.seed);
  const whole = wholeRun(document.training, stepsPerEpoch);
  const planned = record?.steps ?? whole;
  const more = epochs === undefined ? steps : epochs * stepsPerEpoch;
  const until = more !== undefined ? step + more : step < planned ? planned : step + whole;
  return { until, steps: Math.max(planned, until) };
}

const labels: Readonly<Partial<Record<keyof TrainingSettings, string>>> = {
  batchSize: 'the batch size',
  seed: 'the seed',
  validationSplit: 'the validation split',
  optimizer: 'the optimizer',
  criticOptimizer: "the critic's optimizer",
  criticSteps: 'the critic steps',
  schedule: 'the schedule',
  clipNorm: 'the clip norm',
};
const show = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** What is not as it was when the run stopped. */
function changes(document: HourglassDocument, record: RunRecord, data: { readonly now: string; readonly before: string | undefined }): string[] {
  const settings = Object.entries(labels).flatMap(([key, label]) => {
    const [now, before] = [document.training[key as keyof TrainingSettings], record.training[key]];
    return before === undefined || JSON.stringify(now) === JSON.stringify(before) ? [] : [`${label} is ${show(now)} and was ${show(before)}`];
  });
  return data.before === undefined || data.before === data.now ? settings : ['the data are others', ...settings];
}

/** Scalars of the step, such as a learning rate, that the steps until now would have had otherwise in one run of the new length. */
function movedSchedules({ document, analysis, batch, stepPrograms, step, totalSteps }: Session, planned: number): string[] {
  if (planned === totalSteps) return [];
  return stepPrograms.flatMap(({ player, program }) => {
    const before = trainStep(document, analysis, batch, player, planned).program.inputs;
    return program.inputs.flatMap((input) => {
      const old = before.find(({ name }) => name === input.name);
      if (input.kind !== 'scalar' || old?.kind !== 'scalar') return [];
      const tried = Array.from({ length: 64 }, (_, i) => Math.floor((i * step) / 64));
      const updates = player === 'critic' ? document.training.criticSteps : 1;
      if (tried.every((at) => old.at(at) === input.at(at))) return [];
      return [`${input.name} (${old.at((step - 1) * updates).toPrecision(3)} in the last step, ${input.at(step * updates).toPrecision(3)} in the next)`];
    });
  });
}

/** Why the run is not the one that it would have been without the stop, as sentences; none where it is that, bit for bit. */
export function differences(session: Session, run: SavedRun, data: { readonly now: string; readonly before: string | undefined }): string[] {
  const { record } = run;
  if (!record) return ['The folder is of a version that did not write how long its run was to be: schedules are drawn over the length that the document says.'];
  const changed = changes(session.document, record, data);
  const moved = movedSchedules(session, record.steps);
  return [
    ...(changed.length ? [`Not all is as it was: ${changed.join('; ')}. The run goes on, and is another from here on.`] : []),
    ...(moved.length
      ? [`The run is longer than it was to be: ${session.totalSteps} steps instead of ${record.steps}. What is drawn over its whole length moves: ${moved.join('; ')}. It is not the run that ${session.totalSteps} steps at once would have been.`]
      : []),
  ];
}
