/** The training worker: the engine's server behind messages, its checkpoints in IndexedDB. */
import type { ToWorker } from '@/graph-engine/training/protocol';
import { TrainingServer } from '@/graph-engine/training/server';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { BrowserCheckpoints } from './browser-checkpoints';
import { holdLifeLine } from './life-line';

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();

const server = new TrainingServer({
  post: (message) => self.postMessage(message),
  clock: {
    now: () => performance.now(),
    // A message to oneself: unlike a timer it is not slowed down in a hidden tab, and those that wait come first.
    breathe: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        channel.port2.postMessage(null);
      }),
  },
  checkpoints: new BrowserCheckpoints(),
  chooseBackend: (preferred) => chooseBackend(preferred, { wasmPath: '/tfjs/' }),
});

const alive = holdLifeLine(self.name);
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void alive.then(() => server.handle(data)));
