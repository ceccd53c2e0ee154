/** Generates a data set in a worker of its own; an aborted signal ends the worker. */
import { DataError } from '@/graph-engine/data/data-error';
import type { DataTable } from '@/graph-engine/data/table';
import type { LoadOptions } from '@/graph-engine/data/sources/definition';
import type { FromGenerator, ToGenerator } from './generate-protocol';

export function generateTable(id: string, { seed, count, signal, onProgress }: LoadOptions): Promise<DataTable> {
  const worker = new Worker(new URL('./generate.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<DataTable>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('error', (event) => reject(new Error(`internal: the generator of ${id} failed: ${event.message}`)));
    worker.addEventListener('message', ({ data }: MessageEvent<FromGenerator>) => {
      if (data.kind === 'progress') onProgress?.(data.loaded, data.total);
      else if (data.kind === 'table') resolve(data.table);
      else reject(data.isData ? new DataError(data.message) : new Error(data.message));
    });
    worker.postMessage({ id, options: { seed, count } } satisfies ToGenerator);
  }).finally(() => worker.terminate());
}
