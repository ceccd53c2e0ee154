/** Going on with a run: whether that is the run it would have been without the stop. */
import type { HourglassDocument, TrainingSettings } from '@/graph-engine/document/types';
import type { RunRecord } from './run-folder';

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

/** Why the run is not the one that it would have been without the stop, as sentences; none where it is that, bit for bit. `longer`: what moved when it became longer. */
export function differences(document: HourglassDocument, record: RunRecord | null, longer: string | null, data: { readonly now: string; readonly before: string | undefined }): string[] {
  if (!record) return ['The folder is of a version that did not write how long its run was to be: schedules are drawn over the length that the document says.'];
  const changed = changes(document, record, data);
  return [...(changed.length ? [`Not all is as it was: ${changed.join('; ')}. The run goes on, and is another from here on.`] : []), ...(longer === null ? [] : [longer])];
}
