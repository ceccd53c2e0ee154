/** One way to the items of a data set, whatever its origin. */
import { DataError } from '../data-error';
import type { DatasetDefinition, LoadOptions } from './definition';
import { mustBeInMemory } from '../rows/in-memory';
import type { MemoryTable } from '../table';
import type { NamedBytes, ReadOptions } from '../formats/definition';
import { downloadDataset, type DownloadOptions } from './download';
import { readSet } from './read-set';
import { remoteFiles } from './remote-files';
import { takeItems } from '../take-items';

export interface LoadSources extends LoadOptions, ReadOptions {
  /** For a download; without it, downloads are refused. */
  readonly fetch?: typeof globalThis.fetch;
  readonly cache?: DownloadOptions['cache'];
  readonly onNotKept?: DownloadOptions['onNotKept'];
  /** Files the user gave: the source of a file data set, and used in place of a download. */
  readonly files?: readonly NamedBytes[];
}

/** Generates, downloads or reads whole. Throws DataError, and the signal's reason when cancelled. */
export async function loadDataset(definition: DatasetDefinition, options: LoadSources): Promise<MemoryTable> {
  const { files, fetch, count } = options;
  if (files && files.length > 0 && !definition.generate) {
    const table = mustBeInMemory(await readSet(definition, files, options, options.signal));
    if (definition.shape && definition.shape.join() !== table.shape.join()) {
      throw new DataError(`${table.name}: expected items of ${definition.shape.join(' × ')} for ${definition.title}, and found ${table.shape.join(' × ')}. Choose the files of ${definition.title}, or the data set "Own file".`);
    }
    return takeItems(definition.columns ? table : { ...table, labelNames: table.labels ? (definition.labelNames ?? null) : null }, count);
  }
  if (definition.generate) return definition.generate(options);
  const { download, get, title } = definition;
  if (!download && get) throw new DataError(`${title}: expected its file, and found none. ${get.how} It is at ${get.page}. Drop it on the node, or choose it with the file dialog.`);
  if (!download) throw new DataError(`${title}: expected a file, and found none. Drop the file on the node, or choose it with the file dialog.`);
  if (!fetch) {
    const addresses = remoteFiles(download).map(({ url }) => url);
    const [them, their] = addresses.length > 1 ? ['the files', 'their'] : ['the file', 'its'];
    throw new DataError(`${title}: downloads are not possible here. Get ${them} from ${addresses.join(' and ')}, and give ${their} path.`);
  }
  return takeItems(mustBeInMemory(await downloadDataset(definition, { ...options, fetch })), count);
}
