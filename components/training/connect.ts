/** Starts the training worker and speaks the protocol with it; tells once when it dies, is gone without a word, or hangs. */
import { createTrainingClient } from '@/graph-engine/training/client';
import type { FromWorker } from '@/graph-engine/training/protocol';
import { followLifeLine } from './life-line';
import type { Connection } from './worker-trainer';
import { watchSilence } from './watch-silence';

export function connectWorker(onCrash: (reason: string) => void): Connection {
  const name = `hourglass-training-${crypto.randomUUID()}`;
  const worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module', name });
  const closing = new AbortController();
  const close = (): void => {
    closing.abort();
    worker.terminate();
  };
  const crash = (reason: string): void => {
    if (closing.signal.aborted) return;
    close();
    onCrash(reason);
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    crash(event.message || 'It could not be loaded, or ran out of memory.');
  });
  worker.addEventListener('messageerror', () => crash('A message could not be read.'));
  // Its first message says that it holds its lock.
  worker.addEventListener('message', () => followLifeLine(name, () => crash('The browser ended it, perhaps for want of memory.'), closing.signal), { once: true });
  const channel = {
    post: worker.postMessage.bind(worker),
    onMessage: (listener: (message: FromWorker) => void) => worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => listener(data)),
    close,
  };
  const client = createTrainingClient(watchSilence(channel, (seconds) => crash(`It gave no sign of life for ${seconds} seconds.`)));
  return { client, close: () => client.dispose() };
}
