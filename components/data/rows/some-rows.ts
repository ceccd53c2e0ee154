/** Rows of a table in a file, on a page, which must not wait for them. */
import { fileOf } from '@/graph-engine/data/rows/in-memory';
import type { RowNumbers } from '@/graph-engine/data/rows/row-file';
import type { DataTable } from '@/graph-engine/data/table';
import { BlobRows } from './blob-rows';

function rowsOf(table: DataTable): BlobRows {
  const file = fileOf(table);
  if (!(file instanceof BlobRows)) throw new Error(`internal: the rows of ${table.name} are not in a file of the browser`);
  return file;
}
/** Those items, one after another. @throws DataError */
export async function someRows(table: DataTable, items: Uint32Array): Promise<Float32Array> {
  const file = rowsOf(table);
  const found = new Float32Array(items.length * file.width);
  await Promise.all(Array.from(items, async (item, row) => found.set(await file.numbers(item, 1), row * file.width)));
  return found;
}
/** `count` rows from `first` on. @throws DataError */
export const rowRange = (table: DataTable, first: number, count: number): Promise<RowNumbers> => rowsOf(table).numbers(first, count);
