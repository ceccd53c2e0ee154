/** Formats of tables. A new one is a file and a line here; what is more special stands before what is less. */
import { csv } from './csv';
import type { ByteSource, CellReader, TableFormat, TableOptions } from './definition';
import { jsonl } from './jsonl';
import { parquet } from './parquet';
import { beginning } from './unpacked';

export const tableFormats: readonly TableFormat[] = [parquet, jsonl, csv];

const START = 4096;

/** By what it holds, whatever it is called; null where it is no table. @throws DataError for broken gzip */
export async function tableFormatOf(source: ByteSource): Promise<TableFormat | null> {
  const start = await beginning(source, START);
  return tableFormats.find((format) => format.recognises(start, source.name)) ?? null;
}

/** @throws DataError for what is no table, or a broken one */
export async function openTable(source: ByteSource, options: TableOptions = {}): Promise<CellReader & { readonly format: TableFormat }> {
  // What nobody recognises, the reader of text says best what it is.
  const format = (await tableFormatOf(source)) ?? csv;
  const reader = await format.open(source, options);
  // A reader learns while it reads, so that it is not copied.
  return Object.assign(reader, { format });
}
