/** The training worker: the engine's server behind messages, its checkpoints in IndexedDB. */
import type { ToWorker } from '@/graph-engine/training/protocol';
import { TrainingServer } from '@/graph-engine/training/server';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { machineFingerprint } from '@/graph-engine/runtime/backends/machine';
import { rivalsOf } from '@/graph-engine/runtime/backends/rivals';
import type { Spawn } from '@/graph-engine/runtime/wasm/module';
import { withAccess } from '@/components/data/rows/access';
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

// One after another: opening a file of rows takes a moment, and what is asked for next waits for it.
let turn: Promise<unknown> = holdLifeLine(self.name);
self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  turn = turn.then(async () => {
    const message = await received(data);
    void server.handle(message);
  });
});

/** Of the tables of the model that is open. */
let close: readonly (() => void)[] = [];
/** With tables whose rows can be read: fast those that are trained on. */
async function received({ id, request }: ToWorker): Promise<ToWorker> {
  if (request.kind === 'open' || request.kind === 'dispose') {
    for (const one of close) one();
    close = [];
  }
  if (!('data' in request) || !request.data) return { id, request };
  if (request.kind !== 'open') return { id, request: { ...request, data: Object.fromEntries(Object.entries(request.data).map(([node, table]) => [node, withRows(table)])) } };
  const opened = await Promise.all(Object.entries(request.data).map(async ([node, table]) => [node, await withAccess(table)] as const));
  close = opened.map(([, { close: one }]) => one);
  return { id, request: { ...request, data: Object.fromEntries(opened.map(([node, { table }]) => [node, table])) } };
}
