/** Opens a model on one backend under `auto`, and waits until it has gone to the fastest. Runs in a browser. */
import { templates } from '@/templates/registry';
import { chooseBackend } from '../runtime/backends/choose';
import type { BackendName } from '../runtime/backends/definition';
import { backends } from '../runtime/backends/index';
import { rivalsOf } from '../runtime/backends/rivals';
import { readSafetensors } from '../runtime/safetensors';
import { MemoryCheckpoints } from '../training/checkpoints';
import { createTrainingClient } from '../training/client';
import { MemoryPaces } from '../training/pace/pace-storage';
import type { FromWorker, Pace, TrainingEvent } from '../training/protocol';
import { TrainingServer } from '../training/server';
import { worstDifference } from './compare-stores';
import { generatedData } from './template-data';

export interface WentTo {
  readonly backend: BackendName;
  readonly paces: readonly Pace[];
  /** The largest relative difference of a weight before and after. */
  readonly difference: number;
  readonly states: readonly string[];
}

/** After some steps on `from`, an emulated one too; `to` is tried against it. A run that begins then takes to its end. */
export async function goToFastest(from: BackendName, to: BackendName): Promise<WentTo> {
  const created = templates.patterns.create();
  const document = { ...created, training: { ...created.training, batchSize: 4, epochs: 1, minSteps: 0 } };
  let listener: (message: FromWorker) => void = () => {};
  const server = new TrainingServer({
    post: (message) => listener(message),
    clock: { now: () => performance.now(), breathe: () => new Promise((resolve) => setTimeout(resolve)) },
    checkpoints: new MemoryCheckpoints(),
    chooseBackend: (_, without, first) => chooseBackend(first ?? from, { without }),
    measure: { rivals: (inUse, without) => rivalsOf(inUse, { without, candidates: [backends[to]] }), storage: new MemoryPaces(), machine: async () => 'here' },
  });
  const client = createTrainingClient({ post: (message) => void server.handle(message), onMessage: (added) => (listener = added), close: () => {} });
  const events: TrainingEvent[] = [];
  client.on((event) => events.push(event));
  const until = async <T>(found: () => T | undefined): Promise<T> => {
    for (;;) {
      const value = found();
      if (value !== undefined) return value;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const weights = async () => {
    const answer = await client.request({ kind: 'weights' });
    const read = answer.kind === 'weights' ? readSafetensors(answer.bytes) : { problem: answer.kind };
    if ('problem' in read) throw new Error(read.problem);
    return read.tensors;
  };
  await client.request({ kind: 'open', document, data: await generatedData(document, 64), backend: 'auto', restore: false, run: 'new', keeps: false });
  // A step ends the measuring, which is begun again when somebody looks.
  for (let i = 0; i < 3; i++) await client.request({ kind: 'step' });
  const before = await weights();
  await client.request({ kind: 'paces' });
  const { backend, paces } = await until(() => events.findLast((event) => event.kind === 'paces' && !event.measuring && event.paces.length > 1) as Extract<TrainingEvent, { kind: 'paces' }> | undefined);
  const { difference } = worstDifference(before, await weights());
  await client.request({ kind: 'train' });
  const states = (): readonly string[] => events.flatMap((event) => (event.kind === 'state' ? [event.state] : []));
  await until(() => states().find((state) => state === 'done' || state === 'failed'));
  return { backend, paces, difference, states: states() };
}
