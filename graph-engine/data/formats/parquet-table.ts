/** A Parquet file as a table: row group by row group, of each column a page at a time. */
import type { RowGroup } from 'hyparquet';
import { DataError } from '../data-error';
import { distinctNames } from './column-names';
import type { ByteSource, CellBatch, CellReader } from './definition';
import { ParquetColumn } from './parquet-column';
import { readFooter, type Footer } from './parquet-footer';

const ROWS = 4096;
const CELLS = 1 << 15;

/** @throws DataError */
export async function openParquet(source: ByteSource): Promise<CellReader> {
  const footer = await readFooter(source);
  const { metadata, paths } = footer;
  if (metadata.num_rows === 0n) throw new DataError(`${source.name}: expected rows, and found none (its ${paths.length} columns: ${paths.slice(0, 6).map((path) => path.at(-1)!.element.name).join(', ')}${paths.length > 6 ? ', …' : ''}). Choose the file with the data.`);
  const codecs = new Set(metadata.row_groups.flatMap(({ columns }) => columns.flatMap((column) => column.meta_data?.codec ?? [])));
  return {
    names: distinctNames(paths.map((path) => path.at(-1)!.element.name)),
    columns: paths.length,
    how: `Parquet, ${Number(metadata.num_rows).toLocaleString('en')} rows in ${metadata.row_groups.length.toLocaleString('en')} row group${metadata.row_groups.length === 1 ? '' : 's'}, ${[...codecs].join(', ').toLowerCase()}`,
    notes: [],
    decimalComma: false,
    batches: (signal) => batches(source, footer, signal),
  };
}

async function* batches(source: ByteSource, { metadata, paths }: Footer, signal?: AbortSignal): AsyncGenerator<CellBatch, void> {
  const most = Math.max(16, Math.min(ROWS, Math.floor(CELLS / paths.length)));
  let before = 0;
  let row = 0;
  for (const [group, rowGroup] of metadata.row_groups.entries()) {
    const count = Number(rowGroup.num_rows);
    if (count === 0) continue;
    const columns = or(source, row, () => columnsOf(source, rowGroup, paths, count));
    for (let at = 0; at < count; ) {
      const size = Math.min(most, count - at);
      const cells: CellBatch['columns'][number][] = [];
      for (const column of columns) {
        signal?.throwIfAborted();
        try {
          cells.push(await column.take(size));
        } catch (error) {
          throw broken(source, row, error, `the column “${column.path.at(-1)!.element.name}” of row group ${group + 1}`);
        }
      }
      at += size;
      row += size;
      yield { count: size, columns: cells, read: Math.min(source.size, before + columns.reduce((sum, { read }) => sum + read, 0)) };
    }
    before += columns.reduce((sum, { read }) => sum + read, 0);
  }
}

function columnsOf(source: ByteSource, { columns }: RowGroup, paths: Footer['paths'], rows: number): ParquetColumn[] {
  if (!(rows >= 0 && Number.isSafeInteger(rows))) throw new Error(`a row group of ${rows} rows`);
  return paths.map((path, place) => {
    const { name } = path.at(-1)!.element;
    const chunk = columns[place]?.meta_data?.path_in_schema.join('.') === name ? columns[place] : undefined;
    if (!chunk?.meta_data || chunk.meta_data.type !== path.at(-1)!.element.type) throw new Error(`no values of the column “${name}”`);
    if (chunk.file_path) throw new Error(`values of the column “${name}” in another file`);
    return new ParquetColumn(source, chunk.meta_data, path, rows);
  });
}

function or<T>(source: ByteSource, row: number, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw broken(source, row, error);
  }
}

/** What the reader of pages says, as the user can use it. */
function broken({ name }: ByteSource, row: number, error: unknown, where?: string): unknown {
  if (error instanceof DataError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new DataError(`${name}: expected a whole Parquet file, and found one that is broken after row ${row.toLocaleString('en')}${where ? `, in ${where}` : ''} (${reason}). Download or copy it again, or write it again with other settings.`);
}
