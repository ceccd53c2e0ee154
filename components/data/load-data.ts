/** Brings the data of a source into the store: generates, reads what the browser keeps, or downloads when asked to. */
import { DataError } from '@/graph-engine/data/data-error';
import type { DataTable } from '@/graph-engine/data/table';
import { reportFault } from '@/components/studio-state/messages';
import type { DataSource } from './data-source';
import { entryOf, setEntry, type DataEntry } from './data-store';
import { setDropProblem } from './drop-problem';
import { generateTable } from './generate-table';

type Load = (signal: AbortSignal, onProgress: (loaded: number, total: number) => void) => Promise<DataTable | DataEntry>;

/** What reads and fetches comes when it is asked for: a page that makes its data does not need it. */
const files = () => import('./load-files');

/** Loads what needs no asking; does nothing for what is there or on its way. */
export function ensureData(source: DataSource): void {
  if (entryOf(source.key)) return;
  const { definition, count, seed } = source;
  if (definition.generate) return start(source, (signal, onProgress) => generateTable(definition.id, { seed, count, signal, onProgress }));
  start(source, async (signal, onProgress) => (await files()).loadKept(source, signal, onProgress));
}

/** Fetches a catalogue entry; progress and cancelling through the store. */
export function downloadData(source: DataSource): void {
  setDropProblem(source.node, null);
  start(source, async (signal, onProgress) => (await files()).download(source, signal, onProgress));
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
