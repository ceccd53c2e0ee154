/** Reads the user's files in a worker of its own; an aborted signal ends the worker. */
import { DataError } from '@/graph-engine/data/data-error';
import { memoryOf, type FromReader, type ReadFiles, type ToReader } from './read-protocol';

/** The bytes of `request.files` are given away; they come back in the answer. @throws DataError */
export function readFiles(request: ToReader, signal?: AbortSignal): Promise<ReadFiles> {
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ReadFiles>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('error', (event) => reject(new Error(`internal: the reader of files failed: ${event.message}`)));
    worker.addEventListener('message', ({ data }: MessageEvent<FromReader>) => {
      if (data.kind === 'read') resolve(data.read);
      else reject(data.isData ? new DataError(data.message) : new Error(data.message));
    });
    worker.postMessage(request, { transfer: memoryOf(request.files.map(({ bytes }) => bytes)) });
  }).finally(() => worker.terminate());
}
