/** Reads a document's file: a large one in a worker of its own, so that the page goes on while it is checked or refused. */
import { freeze } from 'immer';
import { catalogue } from '@/graph-engine/catalogue';
import { limits } from '@/graph-engine/document/limits';
import type { Opened } from '@/graph-engine/document/open';
import type { ToDocumentReader } from './read-document.worker';

/** Bytes of text that are read in less time than a frame takes, or little more. */
export const SMALL = 128 * 1024;

export async function readDocument(file: Blob): Promise<Opened> {
  // Told without reading it.
  if (file.size > limits.text) return { ok: false, problems: [{ place: 'file', message: (await import('@/graph-engine/document/read-json')).tooLarge(file.size) }] };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return bytes.length <= SMALL ? (await import('@/graph-engine/document/open')).openBytes(bytes, catalogue) : inWorker(bytes, [bytes.buffer]);
}

/** Opens it away from the page. */
export function inWorker(source: ToDocumentReader, transfer: Transferable[] = []): Promise<Opened> {
  const worker = new Worker(new URL('./read-document.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Opened>((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(`internal: the reader of documents failed: ${event.message}`)));
    worker.addEventListener('message', ({ data }: MessageEvent<Opened>) => resolve(data.ok ? { ...data, document: freeze(data.document, true) } : data));
    worker.postMessage(source, transfer);
  }).finally(() => worker.terminate());
}
