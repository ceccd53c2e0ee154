/** Makes a generated data set away from the page, and hands its memory over. */
import { findDataset } from '@/graph-engine/data/sources/registry';
import { memoryOf } from './memory-of';
import type { FromGenerator, ToGenerator } from './generate-protocol';

const post = (message: FromGenerator, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

async function make({ id, options }: ToGenerator): Promise<void> {
  try {
    const definition = findDataset(id);
    if (!definition?.generate) throw new Error(`internal: ${id} is not a generated data set`);
    const table = await definition.generate({ ...options, onProgress: (loaded, total) => post({ kind: 'progress', loaded, total }) });
    post({ kind: 'table', table }, memoryOf(table));
  } catch (error) {
    post({ kind: 'error', message: error instanceof Error ? error.message : String(error), isData: error instanceof Error && error.name === 'DataError' });
  }
}
self.addEventListener('message', ({ data }: MessageEvent<ToGenerator>) => void make(data));
