/** One way to the items of a data set, whatever its origin. */
import { DataError } from '../data-error';
import type { DatasetDefinition, LoadOptions } from './definition';
import type { DataTable } from '../table';
import type { NamedBytes, ReadOptions } from '../formats/definition';
import { downloadDataset, type DownloadOptions } from './download';
import { readIdxFiles } from '../formats/idx-files';
import { takeItems } from '../take-items';

export interface LoadSources extends LoadOptions, ReadOptions {
  /** For a download; without it, downloads are refused. */
  readonly fetch?: typeof globalThis.fetch;
  readonly cache?: DownloadOptions['cache'];
  readonly onNotKept?: DownloadOptions['onNotKept'];
  /** Files the user gave: the source of a file data set, and used in place of a download. */
  readonly files?: readonly NamedBytes[];
}

/** Generates, downloads or reads. Throws DataError, and the signal's reason when cancelled. */
export async function loadDataset(definition: DatasetDefinition, options: LoadSources): Promise<DataTable> {
  const { files, fetch, count } = options;
  if (files && files.length > 0 && !definition.generate) {
    const table = await readIdxFiles(files, options);
    if (definition.shape && definition.shape.join() !== table.shape.join()) {
      throw new DataError(`${table.name}: expected items of ${definition.shape.join(' × ')} for ${definition.title}, and found ${table.shape.join(' × ')}. Choose the files of ${definition.title}, or the data set "IDX file".`);
    }
    return takeItems({ ...table, labelNames: table.labels ? (definition.labelNames ?? null) : null }, count);
  }
  if (definition.generate) return definition.generate(options);
  if (!definition.download) throw new DataError(`${definition.title}: expected a file, and found none. Drop the file on the node, or choose it with the file dialog.`);
  if (!fetch) throw new DataError(`${definition.title}: downloads are not possible here. Get the files from ${definition.download.images.url} and ${definition.download.labels.url}, and give their path.`);
  return takeItems(await downloadDataset(definition, { ...options, fetch }), count);
}
