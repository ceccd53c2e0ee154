/** What the reading worker does: the page fetches none of it. */
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import type { ByteSource } from '@/graph-engine/data/formats/definition';
import { blobSource } from '@/graph-engine/data/formats/source-of-bytes';
import { openFiles } from '@/graph-engine/data/open-files';
import { loadDataset } from '@/graph-engine/data/sources/load';
import { findDataset } from '@/graph-engine/data/sources/registry';
import { takeItems } from '@/graph-engine/data/take-items';
import { opfsRows } from './rows/opfs-rows';
import type { GivenFile, ReadFiles, Scanned, ToRead } from './read-protocol';

export interface Asked {
  /** What the user makes of what was guessed; where it is left out, that is taken. */
  readonly ask?: ((scanned: Scanned) => Promise<readonly ColumnSettings[]>) | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Folders stay in the name: they may be classes. */
const sourceOf = ({ name, blob }: GivenFile): ByteSource => ({ ...blobSource(name, blob), name });

/** @throws DataError */
export async function readRequest({ id, files, count, reading = {}, columns = [], vocabulary, split, rows }: ToRead, { ask, onProgress }: Asked = {}): Promise<ReadFiles> {
  const definition = findDataset(id);
  if (!definition) throw new Error(`internal: ${id} is not a data set`);
  const sources = files.map(sourceOf);
  if (definition.origin !== 'file') {
    const bytes = await Promise.all(sources.map(async ({ name, size, slice }) => ({ name, bytes: await slice(0, size) })));
    const table = await loadDataset(definition, { seed: 0, count, files: bytes, ...reading });
    return { kind: definition.columns ? 'table' : 'arrays', table, columns: definition.columns ?? [], preset: id };
  }
  const opened = await openFiles(sources, { ...reading, columns, vocabulary, split, onProgress, ...(rows && { rows: opfsRows(rows.name, rows.above) }), ...(ask && { adjust: (guessed, scan, preset) => ask({ scan, columns: guessed, preset: preset?.id ?? null }) }) });
  return { kind: opened.kind, table: takeItems(opened.table, count), columns: opened.columns, preset: opened.preset?.id ?? null, chosen: opened.chosen };
}
