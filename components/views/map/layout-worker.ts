/**
 * A worker that lays codes out. A browser tells of a script that is cut off while it loads as of an error: who stops the worker then is heard of no more at
 * once, and the worker is ended when it has loaded.
 */
import type { LayoutAnswer, LayoutRequest, LayoutTold } from './layouts/protocol';

type LayoutPort = Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>;
interface Listener {
  answer(told: LayoutTold): void;
  /** The worker itself broke down, which is a fault of ours. */
  broke(message: string): void;
}

const makeWorker = (): LayoutPort => new Worker(new URL('./layouts/layout.worker.ts', import.meta.url), { type: 'module' });

/** Gives what stops it. */
export function startLayout(request: LayoutRequest, { answer, broke }: Listener, make: () => LayoutPort = makeWorker): () => void {
  const worker = make();
  let [loaded, stopped] = [false, false];
  worker.addEventListener('error', (event) => {
    if (!stopped) return broke(event.message || 'its script did not load');
    event.preventDefault();
    worker.terminate();
  });
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
    if (data.kind !== 'ready') return stopped ? undefined : answer(data);
    loaded = true;
    if (stopped) worker.terminate();
    else worker.postMessage(request);
  });
  return () => {
    stopped = true;
    if (loaded) worker.terminate();
  };
}
