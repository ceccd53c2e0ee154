/** What a set's own files hold, whether they were fetched or given by the user. */
import { DataError } from '../data-error';
import { bytesSource } from '../formats/source-of-bytes';
import type { Cell, CellReader, NamedBytes, ReadOptions } from '../formats/definition';
import { readIdxFiles } from '../formats/idx-files';
import type { DataTable } from '../table';
import type { DatasetDefinition } from './definition';

/** Rows by which a set is known. */
const SAMPLE = 50;

/** `signal`: of a table, which may be long. @throws DataError */
export async function readSet(definition: DatasetDefinition, files: readonly NamedBytes[], options: ReadOptions = {}, signal?: AbortSignal): Promise<DataTable> {
  if (definition.columns) return readTableSet(definition, files, signal);
  if (!definition.reading) return readIdxFiles(files, options);
  const { openFiles } = await import('../open-files');
  return (await openFiles(files.map(bytesSource), { ...definition.reading, signal })).table;
}

/** How tables are read is fetched with the first of them. */
async function readTableSet(definition: DatasetDefinition, files: readonly NamedBytes[], signal?: AbortSignal): Promise<DataTable> {
  const { title, columns: known } = definition;
  const [file, ...others] = files;
  if (!file || others.length > 0) throw new DataError(`${title}: expected one file, and found ${files.length === 0 ? 'none' : files.map(({ name }) => name).join(', ')}. Choose one of them.`);
  const [{ openTable }, { loadTable }, { fit }] = await Promise.all([import('../formats/table-formats'), import('../tables/load'), import('./fit-columns')]);
  const source = bytesSource(file);
  const reader = await openTable(source);
  const { names } = reader;
  const { rows, sample } = await look(reader, signal);
  const columns = fit(known!, names, sample);
  if (!columns) {
    const found = names ? `${names.length} (${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''})` : `${sample.length} without a header`;
    const wanted = known!.slice(0, 8).map(({ name }) => name).join(', ');
    throw new DataError(`${source.name}: expected the ${known!.length} columns of ${title} (${wanted}, …), and found ${found}. Choose its file, or say what the columns of yours are.`);
  }
  return loadTable(reader, { name: source.name, columns, rows, precise: false, signal });
}

/** How many rows there are, and the first of them: of a known set there is no more to find out. */
async function look(reader: CellReader, signal?: AbortSignal): Promise<{ readonly rows: number; readonly sample: readonly (readonly Cell[])[] }> {
  let rows = 0;
  let sample: readonly (readonly Cell[])[] = Array.from({ length: reader.columns }, () => []);
  for await (const batch of reader.batches(signal)) {
    if (rows === 0) sample = batch.columns.map((cells) => cells.slice(0, Math.min(SAMPLE, batch.count)));
    rows += batch.count;
  }
  return { rows, sample };
}
