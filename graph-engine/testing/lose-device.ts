/** Takes the GPU away from a run on purpose: what a driver that restarts, or a laptop that changes its graphics card, does. */
import * as tf from '@tensorflow/tfjs-core';
import { templates } from '@/templates/registry';
import { chooseBackend } from '../runtime/backends/choose';
import { sharedGpu } from '../runtime/webgpu/start';
import { MemoryCheckpoints } from '../training/checkpoints';
import { createTrainingClient } from '../training/client';
import type { FromWorker, TrainingEvent } from '../training/protocol';
import { TrainingServer } from '../training/server';
import { generatedData } from './template-data';

async function lose(backend: 'webgpu' | 'webgl'): Promise<void> {
  if (backend === 'webgpu') (await sharedGpu()).device.destroy();
  else (tf.backend() as unknown as { getGPGPUContext(): { gl: { getExtension(name: string): { loseContext(): void } } } }).getGPGPUContext().gl.getExtension('WEBGL_lose_context').loseContext();
}

/** Trains the small template on `backend`, loses it on the way, and waits for the end of the run. */
export async function loseWhileTraining(backend: 'webgpu' | 'webgl'): Promise<readonly TrainingEvent[]> {
  const created = templates.patterns.create();
  const document = { ...created, training: { ...created.training, batchSize: 4, epochs: 4 } };
  let listener: (message: FromWorker) => void = () => {};
  const channel = new MessageChannel();
  const breathe = (): Promise<void> =>
    new Promise((resolve) => {
      channel.port1.addEventListener('message', () => resolve(), { once: true });
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  const server = new TrainingServer({
    post: (message) => listener(message),
    clock: { now: () => performance.now(), breathe },
    checkpoints: new MemoryCheckpoints(),
    chooseBackend: (preferred, without) => chooseBackend(preferred, { without }),
  });
  const client = createTrainingClient({ post: (message) => void server.handle(message), onMessage: (added) => (listener = added), close: () => {} });
  const events: TrainingEvent[] = [];
  const ended = new Promise<void>((resolve) => {
    client.on((event) => {
      events.push(event);
      if (event.kind === 'progress' && event.progress.step > 0 && !events.some(({ kind }) => kind === 'moved')) void lose(backend);
      if (event.kind === 'state' && (event.state === 'done' || event.state === 'failed')) resolve();
    });
  });
  const answer = await client.request({ kind: 'open', document, data: await generatedData(document, 160), backend, restore: false, run: 'new', keeps: false });
  if (answer.kind !== 'opened' || answer.backend !== backend) throw new Error(`${backend} is not to be had: ${JSON.stringify(answer)}`);
  await client.request({ kind: 'train' });
  await ended;
  return events;
}
