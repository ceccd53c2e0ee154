/** Going on with a run: whether that is the run it would have been without the stop. */
import type { HourglassDocument, Player, TrainingSettings } from '@/graph-engine/document/types';
import type { RunRecord } from '@/graph-engine/exchange/run-files';

const labels: Readonly<Partial<Record<keyof TrainingSettings, string>>> = {
  batchSize: 'the batch size',
  accumulate: 'the number of batches per update',
  averageDecay: 'the decay of averaged weights',
  seed: 'the seed',
  validationSplit: 'the validation split',
  schedule: 'the schedule',
};
const ofPlayer: Readonly<Partial<Record<keyof Player, string>>> = { optimizer: 'the optimizer', updates: 'the updates', clipNorm: 'the clip norm', order: 'the turn' };
const show = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

type Players = TrainingSettings['players'];
/** Of a run of a version that had no players by name nothing is said of them. */
function playersChanged(now: Players, were: unknown): string[] {
  if (typeof were !== 'object' || were === null) return [];
  const before = were as Players;
  const gone = Object.values(before).filter(({ id }) => !Object.hasOwn(now, id));
  const changed = Object.values(now).flatMap((player) => {
    const old = before[player.id];
    if (!old) return [`the player ${player.name} is new`];
    return Object.entries(ofPlayer).flatMap(([key, label]) => {
      const [one, other] = [player[key as keyof Player], old[key as keyof Player]];
      return JSON.stringify(one) === JSON.stringify(other) ? [] : [`${label} of ${player.name} is ${show(one)} and was ${show(other)}`];
    });
  });
  return [...changed, ...gone.map(({ name }) => `the player ${name} is gone`)];
}

/** What is not as it was when the run stopped. */
function changes(document: HourglassDocument, record: RunRecord, data: { readonly now: string; readonly before: string | undefined }): string[] {
  const settings = Object.entries(labels).flatMap(([key, label]) => {
    const [now, before] = [document.training[key as keyof TrainingSettings], record.training[key]];
    return before === undefined || JSON.stringify(now) === JSON.stringify(before) ? [] : [`${label} is ${show(now)} and was ${show(before)}`];
  });
  const players = playersChanged(document.training.players, record.training['players']);
  return data.before === undefined || data.before === data.now ? [...settings, ...players] : ['the data are others', ...settings, ...players];
}

/** Why the run is not the one that it would have been without the stop, as sentences; none where it is that, bit for bit. `longer`: what moved when it became longer. */
export function differences(document: HourglassDocument, record: RunRecord | null, longer: string | null, data: { readonly now: string; readonly before: string | undefined }): string[] {
  if (!record) return ['The folder is of a version that did not write how long its run was to be: schedules are drawn over the length that the document says.'];
  const changed = changes(document, record, data);
  return [...(changed.length ? [`Not all is as it was: ${changed.join('; ')}. The run goes on, and is another from here on.`] : []), ...(longer === null ? [] : [longer])];
}
