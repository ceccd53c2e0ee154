/** What a source keeps in files: the user's own, or those of a download. Fetched when a document asks for some: a page that makes its data does not need it. */
import { DataError } from '@/graph-engine/data/data-error';
import { downloadDataset, type DownloadOptions } from '@/graph-engine/data/sources/download';
import { bytesOf, remoteFiles } from '@/graph-engine/data/sources/remote-files';
import type { DataTable } from '@/graph-engine/data/table';
import { takeItems } from '@/graph-engine/data/take-items';
import { notify } from '@/components/studio-state/messages';
import { counted } from '@/graph-engine/diagnostics/counted';
import type { DataSource } from './data-source';
import type { DataEntry } from './data-store';
import { downloadCache } from './download-cache';
import { filesOf } from './file-store';
import { readFiles } from './read-files';

export type OnProgress = (loaded: number, total: number) => void;
const downloads = downloadCache();

/** What the browser keeps, given by the user or downloaded on an earlier visit; else what to do about it. */
export async function loadKept(source: DataSource, signal: AbortSignal, onProgress: OnProgress): Promise<DataTable | DataEntry> {
  const { definition, count, reading, columns, vocabulary } = source;
  const files = await filesOf(source);
  if (files) return (await readFiles({ id: definition.id, count, files, reading, columns, vocabulary }, { signal, onProgress: (share) => onProgress(share, 1) })).table;
  return definition.download ? keptDownload(source) : { status: 'file' };
}

export async function download({ definition, count }: DataSource, signal: AbortSignal, onProgress: OnProgress): Promise<DataTable> {
  // Said with the rest: of several messages the newest alone is seen.
  const notKept: string[] = [];
  const onNotKept = (reason: string): void => void notKept.push(reason);
  const table = await downloadDataset(definition, { fetch: globalThis.fetch.bind(globalThis), signal, onProgress, cache: downloads, onNotKept, read: readerOf(definition.id, signal) });
  const items = `${counted(table.count, 'item')}.`;
  notify(`${definition.title} is there.`, notKept[0] === undefined ? { description: items, tone: 'good' } : { description: `${items} They could not be kept in the browser, and must be downloaded again after a reload. ${notKept[0]}`, tone: 'bad' });
  return takeItems(table, count);
}

const readerOf =
  (id: string, signal?: AbortSignal): NonNullable<DownloadOptions['read']> =>
  async (files) =>
    (await readFiles({ id, count: 0, files: files.map(({ name, bytes }) => ({ name, blob: new Blob([new Uint8Array(bytes)]) })) }, { signal })).table;

/** What an earlier visit downloaded; no byte comes from the network. */
async function keptDownload({ definition, count }: DataSource): Promise<DataTable | DataEntry> {
  const bytes = bytesOf(definition.download!);
  for (const { url } of remoteFiles(definition.download!)) if (!(await downloads.read(url))) return { status: 'download', bytes };
  const offline: typeof fetch = () => Promise.reject(new Error('the kept file is damaged'));
  try {
    return takeItems(await downloadDataset(definition, { fetch: offline, cache: downloads, read: readerOf(definition.id) }), count);
  } catch (error) {
    if (error instanceof DataError) return { status: 'download', bytes };
    throw error;
  }
}
