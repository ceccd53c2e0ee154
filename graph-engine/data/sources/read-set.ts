/** What a set's own files hold, whether they were fetched or given by the user. */
import { DataError } from '../data-error';
import type { NamedBytes, ReadOptions } from '../formats/definition';
import { readIdxFiles } from '../formats/idx-files';
import type { DataTable } from '../table';
import type { DatasetDefinition } from './definition';

/** @throws DataError */
export async function readSet(definition: DatasetDefinition, files: readonly NamedBytes[], options: ReadOptions = {}): Promise<DataTable> {
  if (definition.columns) throw new DataError(`${files[0]!.name}: expected pictures, and found a table of columns (${definition.title}). Choose another data set.`);
  return readIdxFiles(files, options);
}
