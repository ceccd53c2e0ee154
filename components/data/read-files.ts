/** Reads the user's files in a worker of its own; an aborted signal, or who is asked and throws, ends the worker. */
import { DataError } from '@/graph-engine/data/data-error';
import { withRows } from './rows/blob-rows';
import { holdRows, mostInMemory } from './rows/hold-rows';
import type { FromReader, ReadFiles, ToRead, ToReader } from './read-protocol';
import type { Asked } from './read-request';

export interface ReadFilesOptions extends Asked {
  readonly signal?: AbortSignal | undefined;
}

/** @throws DataError, the signal's reason, and what `ask` throws */
export async function readFiles(request: ToRead, options: ReadFilesOptions = {}): Promise<ReadFiles> {
  options.signal?.throwIfAborted();
  const rows = await holdRows();
  try {
    const read = await inWorker({ ...request, ...(rows && { rows: { name: rows.name, above: mostInMemory() } }) }, options);
    const table = withRows(read.table);
    rows?.follow(table);
    return { ...read, table };
  } catch (error) {
    rows?.drop();
    throw error;
  }
}
function inWorker(request: ToRead, { signal, ask, onProgress }: ReadFilesOptions): Promise<ReadFiles> {
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module' });
  const post = (message: ToReader): void => worker.postMessage(message);
  return new Promise<ReadFiles>((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('error', (event) => reject(new Error(`internal: the reader of files failed: ${event.message}`)));
    worker.addEventListener('message', ({ data }: MessageEvent<FromReader>) => {
      if (data.kind === 'read') resolve(data.read);
      else if (data.kind === 'progress') onProgress?.(data.share);
      else if (data.kind === 'scanned') ask!(data.scanned).then((columns) => post({ kind: 'columns', columns }), reject);
      else reject(data.isData ? new DataError(data.message) : new Error(data.message));
    });
    post({ kind: 'read', request, asks: ask !== undefined });
  }).finally(() => worker.terminate());
}
