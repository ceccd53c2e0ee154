/** Reads tables in tests: all of one, as rows. */
import { DataError } from '../data/data-error';
import type { ByteSource, Cell, CellReader, TableOptions } from '../data/formats/definition';
import { bytesSource } from '../data/formats/source-of-bytes';
import { openTable } from '../data/formats/table-formats';

export interface Whole extends Pick<CellReader, 'names' | 'columns' | 'how' | 'decimalComma'> {
  readonly rows: readonly (readonly Cell[])[];
  readonly notes: readonly string[];
}
export const sourceOf = (content: string | Uint8Array, name = 'x.csv'): ByteSource => bytesSource({ name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content });

export async function wholeOf(source: ByteSource, options: TableOptions = {}): Promise<Whole> {
  const reader = await openTable(source, options);
  const rows: Cell[][] = [];
  let read = 0;
  for await (const batch of reader.batches()) {
    if (batch.columns.length !== reader.columns) throw new Error(`${batch.columns.length} columns in a batch`);
    if (batch.read < read || batch.read > source.size) throw new Error(`${batch.read} bytes after ${read}`);
    read = batch.read;
    for (const column of batch.columns) if (column.length !== batch.count) throw new Error(`${column.length} cells in a batch of ${batch.count}`);
    for (let i = 0; i < batch.count; i++) rows.push(batch.columns.map((column) => column[i]!));
  }
  const { names, columns, how, decimalComma, notes } = reader;
  return { names, columns, how, decimalComma, rows, notes: notes.map(({ text }) => text) };
}
export const table = (content: string | Uint8Array, options: TableOptions = {}, name?: string): Promise<Whole> => wholeOf(sourceOf(content, name), options);

/** The message of the DataError that reading ends in. */
export async function refusal(content: string | Uint8Array | ByteSource, options: TableOptions = {}): Promise<string> {
  const source = typeof content === 'string' || content instanceof Uint8Array ? sourceOf(content) : content;
  try {
    await wholeOf(source, options);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return error.message;
  }
  throw new Error('it was read');
}
