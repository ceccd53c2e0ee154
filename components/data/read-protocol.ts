/** Both ends of the reading worker; one worker reads the files of one choice. */
import type { DataTable } from '@/graph-engine/data/table';
import type { NamedBytes, ReadOptions } from '@/graph-engine/data/formats/definition';

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
