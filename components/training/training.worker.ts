/** The training worker: the engine's server behind messages, its checkpoints in IndexedDB. */
import type { ToWorker } from '@/graph-engine/training/protocol';
import { TrainingServer } from '@/graph-engine/training/server';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { machineFingerprint } from '@/graph-engine/runtime/backends/machine';
import { rivalsOf } from '@/graph-engine/runtime/backends/rivals';
import type { Spawn } from '@/graph-engine/runtime/wasm/module';
import { withRows } from '@/components/data/rows/blob-rows';
import { BrowserCheckpoints } from './browser-checkpoints';
import { BrowserPaces } from './browser-paces';
import { holdLifeLine } from './life-line';

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();

/** One processor is left to the page, so that it stays smooth. */
const threads = Math.max(1, Math.min(8, navigator.hardwareConcurrency - 1));
const spawnThread: Spawn = (start) => {
  const worker = new Worker(new URL('./kernel-thread.worker.ts', import.meta.url), { type: 'module' });
  worker.postMessage(start);
  return () => worker.terminate();
};

const options = { wasmPath: '/tfjs/', threads, spawnThread };
let machine: Promise<string> | null = null;

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
  chooseBackend: (preferred, without, first) => chooseBackend(preferred, { ...options, without, first }),
  measure: {
    rivals: (inUse, without) => rivalsOf(inUse, { ...options, without }),
    storage: new BrowserPaces(),
    machine: () => (machine ??= machineFingerprint()),
  },
});

const alive = holdLifeLine(self.name);
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void alive.then(() => server.handle(received(data))));

/** With tables whose rows can be read. */
function received({ id, request }: ToWorker): ToWorker {
  if (!('data' in request) || !request.data) return { id, request };
  const data = Object.fromEntries(Object.entries(request.data).map(([node, table]) => [node, withRows(table)]));
  return { id, request: { ...request, data } };
}
