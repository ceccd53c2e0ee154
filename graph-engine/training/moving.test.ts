/** A device that is lost in the middle: the model goes on on the next one, and gives the numbers it would have given. */
import { describe, expect, it } from 'vitest';
import type { BackendName } from '../runtime/backends/definition';
import { chooseBackend } from '../runtime/backends/choose';
import { currentDevice, useDevice, type Device, type Executor, type ParameterStore } from '../runtime/device';
import { LossWatch } from '../runtime/loss-watch';
import { readSafetensors } from '../runtime/safetensors';
import { waves } from '../testing/template-data';
import { smallAutoencoder } from '../testing/small-autoencoder';
import { MemoryCheckpoints } from './checkpoints';
import { createTrainingClient, type TrainingClient } from './client';
import type { FromWorker, TrainingEvent } from './protocol';
import { TrainingServer } from './server';

const document = smallAutoencoder();

type Failure = 'answers no more' | 'throws first' | 'answers with zeros';
/** Computes as `device` does, until `steps` updates have been made. */
function failing(device: Device, steps: number, failure: Failure): Device {
  const reason = 'WebGPU stopped: the GPU was lost.';
  let [left, gone] = [steps, false];
  const watch = new LossWatch(() => (gone && failure === 'answers with zeros' ? reason : null));
  const fail = (): void => {
    gone = true;
    if (failure === 'answers no more') watch.report(reason);
    if (failure === 'throws first') {
      setTimeout(() => watch.report(reason), 50);
      throw new Error('Unable to create texture');
    }
  };
  const wrapExecutor = (executor: Executor): Executor => ({
    program: executor.program,
    run(options) {
      if (options.applyUpdates && left-- <= 0) fail();
      return executor.run(options).map((fetched) => ({
        shape: fetched.shape,
        data: () => watch.guard(gone ? (failure === 'answers with zeros' ? Promise.resolve([0, 0, 0]) : new Promise(() => {})) : fetched.data()),
        dispose: () => fetched.dispose(),
      }));
    },
    findNonFinite: (options) => executor.findNonFinite(options),
    dispose: () => executor.dispose(),
  });
  const wrapStore = (store: ParameterStore): ParameterStore => ({
    has: (name) => store.has(name),
    names: () => store.names(),
    write: (name, weights) => store.write(name, weights),
    readOne: (name) => watch.guard(store.readOne(name)),
    read: () => watch.guard(store.read()),
    copy: () => store.copy(),
    executor: (program) => wrapExecutor(store.executor(program)),
    dispose: () => store.dispose(),
  });
  return { createStore: async () => wrapStore(await device.createStore()), readEvery: 5, keepEvery: 5, lost: watch.lost };
}

function connect(failure: Failure | null, steps: number): { client: TrainingClient; events: TrainingEvent[]; asked: (readonly BackendName[])[] } {
  let listener: (message: FromWorker) => void = () => {};
  const asked: (readonly BackendName[])[] = [];
  const server = new TrainingServer({
    post: (message) => listener(structuredClone(message)),
    clock: { now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) },
    checkpoints: new MemoryCheckpoints(),
    async chooseBackend(_, without) {
      asked.push(without);
      const choice = await chooseBackend('wasm');
      if (!failure || without.includes('webgpu')) return choice;
      useDevice(failing(currentDevice(), steps, failure));
      return { backend: 'webgpu', fallbacks: [] };
    },
  });
  const client = createTrainingClient({ post: (message) => void server.handle(structuredClone(message)), onMessage: (added) => (listener = added), close: () => {} });
  const events: TrainingEvent[] = [];
  client.on((event) => events.push(event));
  return { client, events, asked };
}
const request = { kind: 'open', document, data: waves(document, 160), backend: 'auto', restore: false, run: 'new', keeps: true } as const;
async function until(events: readonly TrainingEvent[], found: (event: TrainingEvent) => boolean): Promise<void> {
  for (let waited = 0; !events.some(found); waited += 10) {
    if (waited > 10_000) throw new Error(`It did not come: ${JSON.stringify(events.filter(({ kind }) => kind !== 'progress' && kind !== 'metrics'))}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const isDone = (event: TrainingEvent): boolean => event.kind === 'state' && (event.state === 'done' || event.state === 'failed');
async function weightsOf(client: TrainingClient): Promise<Map<string, Float32Array>> {
  const answer = await client.request({ kind: 'weights' });
  if (answer.kind !== 'weights') throw new Error('no weights');
  const read = readSafetensors(answer.bytes);
  if ('problem' in read) throw new Error(read.problem);
  return new Map([...read.tensors].map(([name, { data }]) => [name, data]));
}
async function trained(failure: Failure | null): Promise<{ weights: Map<string, Float32Array>; events: TrainingEvent[] }> {
  const { client, events } = connect(failure, 37);
  await client.request(request);
  await client.request({ kind: 'train' });
  await until(events, isDone);
  return { weights: await weightsOf(client), events };
}

describe('a device that is lost', () => {
  it.each(['answers no more', 'throws first', 'answers with zeros'] as const)('and %s: the run goes on elsewhere, to the same weights', async (failure) => {
    const undisturbed = await trained(null);
    const { weights, events } = await trained(failure);
    const reason = 'WebGPU stopped: the GPU was lost.';
    expect(events.filter(({ kind }) => kind === 'moved')).toEqual([{ kind: 'moved', backend: 'wasm', fallbacks: [{ backend: 'webgpu', reason }], step: expect.any(Number) as number, reason }]);
    expect(events.flatMap((event) => (event.kind === 'state' ? [event.state] : []))).toEqual(['preparing', 'idle', 'running', 'preparing', 'running', 'done']);
    expect(events.some(({ kind }) => kind === 'failed')).toBe(false);
    expect(weights).toEqual(undisturbed.weights);
  });
  it('while it rests answers the next question from where it was, and is not tried again', async () => {
    const { client, events, asked } = connect('answers no more', 3);
    await client.request(request);
    for (let i = 0; i < 3; i++) await client.request({ kind: 'step' });
    await client.request({ kind: 'step' });
    expect(events.findLast(({ kind }) => kind === 'moved')).toMatchObject({ step: 3, backend: 'wasm' });
    expect((await weightsOf(client)).size).toBeGreaterThan(0);
    expect(await client.request(request)).toMatchObject({ kind: 'opened', backend: 'wasm', fallbacks: [{ backend: 'webgpu' }] });
    expect(asked.at(-1)).toEqual(['webgpu']);
  });
});
