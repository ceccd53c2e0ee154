/** Both ends of the reading worker, and what it does; one worker reads the files of one choice. */
import { DataError, type DataTable, type NamedBytes, type ReadOptions } from '@/datasets/definition';
import { loadDataset } from '@/datasets/load';
import { findDataset } from '@/datasets/registry';

export interface ToReader extends ReadOptions {
  /** Of the data set that the files are of. */
  readonly id: string;
  readonly files: readonly NamedBytes[];
  /** 0 is all there are. */
  readonly count: number;
}
export interface ReadFiles {
  readonly table: DataTable;
  /** Those that were read: their memory goes to the worker and comes back. */
  readonly files: readonly NamedBytes[];
}
export type FromReader = { readonly kind: 'read'; readonly read: ReadFiles } | { readonly kind: 'error'; readonly message: string; readonly isData: boolean };

/** The memory behind the values of a message, each once: a table of bytes is a view on its file. */
export const memoryOf = (arrays: readonly (ArrayBufferView | null | undefined)[]): Transferable[] => [...new Set(arrays.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : [])))];

export async function readRequest({ id, files, count, ...reading }: ToReader): Promise<FromReader> {
  try {
    const definition = findDataset(id);
    if (!definition) throw new Error(`internal: ${id} is not a data set`);
    return { kind: 'read', read: { table: await loadDataset(definition, { seed: 0, count, files, ...reading }), files } };
  } catch (error) {
    return { kind: 'error', message: error instanceof Error ? error.message : String(error), isData: error instanceof DataError };
  }
}
