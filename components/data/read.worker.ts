/** Unpacks and reads the user's files away from the page, and hands its memory over. */
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import { DataError } from '@/graph-engine/data/data-error';
import { memoryOf } from './memory-of';
import type { FromReader, Scanned, ToReader } from './read-protocol';
import { readRequest } from './read-request';

const post = (message: FromReader, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });
let answer: (columns: readonly ColumnSettings[]) => void = () => undefined;

const ask = (scanned: Scanned): Promise<readonly ColumnSettings[]> =>
  new Promise((resolve) => {
    answer = resolve;
    post({ kind: 'scanned', scanned });
  });

/** Between two messages on how far it is. */
const OFTEN = 100;
let told = 0;
function onProgress(share: number): void {
  const now = performance.now();
  if (now - told < OFTEN) return;
  told = now;
  post({ kind: 'progress', share });
}

async function read({ request, asks }: Extract<ToReader, { kind: 'read' }>): Promise<void> {
  try {
    const found = await readRequest(request, { onProgress, ...(asks && { ask }) });
    post({ kind: 'read', read: found }, memoryOf(found.table));
  } catch (error) {
    post({ kind: 'error', message: error instanceof Error ? error.message : String(error), isData: error instanceof DataError });
  }
}
self.addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
  if (data.kind === 'columns') answer(data.columns);
  else void read(data);
});
