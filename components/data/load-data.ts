/** Brings the data of a source into the store: generates, reads what the browser keeps, or downloads when asked to. */
import { DataError } from '@/graph-engine/data/data-error';
import type { DataTable } from '@/graph-engine/data/table';
import type { DownloadOptions } from '@/graph-engine/data/sources/download';
import { bytesOf, remoteFiles } from '@/graph-engine/data/sources/remote-files';
import { takeItems } from '@/graph-engine/data/take-items';
import { notify, reportFault } from '@/components/studio-state/messages';
import type { DataSource } from './data-source';
import { entryOf, setEntry, type DataEntry } from './data-store';
import { downloadCache } from './download-cache';
import { setDropProblem } from './drop-problem';
import { filesOf } from './file-store';
import { generateTable } from './generate-table';
import { readFiles } from './read-files';

type Load = (signal: AbortSignal, onProgress: (loaded: number, total: number) => void) => Promise<DataTable | DataEntry>;

const downloads = downloadCache();
/** What fetches comes when it is asked for: a page that makes its data does not need it. */
const fetcher = () => import('@/graph-engine/data/sources/download');

/** Loads what needs no asking; does nothing for what is there or on its way. */
export function ensureData(source: DataSource): void {
  if (entryOf(source.key)) return;
  const { definition, count, seed } = source;
  if (definition.generate) return start(source, (signal, onProgress) => generateTable(definition.id, { seed, count, signal, onProgress }));
  start(source, async (signal, onProgress) => {
    const files = await filesOf(source);
    if (files) return (await readFiles({ id: definition.id, count, files, reading: source.reading, columns: source.columns }, { signal, onProgress: (share) => onProgress(share, 1) })).table;
    return definition.download ? keptDownload(source) : { status: 'file' };
  });
}

/** Fetches a catalogue entry; progress and cancelling through the store. */
export function downloadData(source: DataSource): void {
  const { definition, count } = source;
  setDropProblem(source.node, null);
  start(source, async (signal, onProgress) => {
    const onNotKept = (reason: string): void => notify(`${definition.title} could not be kept in the browser.`, { description: reason, tone: 'bad' });
    const { downloadDataset } = await fetcher();
    const table = await downloadDataset(definition, { fetch: globalThis.fetch.bind(globalThis), signal, onProgress, cache: downloads, onNotKept, read: readerOf(definition.id, signal) });
    notify(`${definition.title} is there.`, { description: `${table.count.toLocaleString('en')} items.`, tone: 'good' });
    return takeItems(table, count);
  });
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
    const { downloadDataset } = await fetcher();
    return takeItems(await downloadDataset(definition, { fetch: offline, cache: downloads, read: readerOf(definition.id) }), count);
  } catch (error) {
    if (error instanceof DataError) return { status: 'download', bytes };
    throw error;
  }
}

function start(source: DataSource, load: Load): void {
  const abort = new AbortController();
  const cancelled = new DOMException('Cancelled', 'AbortError');
  const cancel = (): void => abort.abort(cancelled);
  const before = entryOf(source.key);
  setEntry(source.key, { status: 'loading', loaded: 0, total: 0, cancel });
  load(abort.signal, (loaded, total) => {
    if (!abort.signal.aborted) setEntry(source.key, { status: 'loading', loaded, total, cancel });
  })
    .then((found) => setEntry(source.key, 'status' in found ? found : { status: 'ready', table: found }))
    .catch((error: unknown) => {
      if (error === cancelled) return setEntry(source.key, before && before.status !== 'loading' ? before : { status: 'error', message: 'Loading was cancelled.' });
      setEntry(source.key, { status: 'error', message: error instanceof Error ? error.message : String(error) });
      if (!(error instanceof DataError)) reportFault(error);
    });
}
