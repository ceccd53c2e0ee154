/** Starts the training worker and speaks the protocol with it; tells once when it dies. */
import { createTrainingClient } from '@/graph-engine/training/client';
import type { FromWorker } from '@/graph-engine/training/protocol';
import type { Connection } from './trainer';

export function connectWorker(onCrash: (reason: string) => void): Connection {
  const worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });
  let closed = false;
  const crash = (reason: string): void => {
    if (closed) return;
    closed = true;
    onCrash(reason);
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    crash(event.message || 'It could not be loaded, or ran out of memory.');
  });
  worker.addEventListener('messageerror', () => crash('A message could not be read.'));
  const client = createTrainingClient({
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => listener(data)),
    close: () => worker.terminate(),
  });
  return {
    client,
    close: () => {
      closed = true;
      client.dispose();
    },
  };
}
