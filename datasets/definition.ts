/** A source of data: one file per data set or format, one line in the registry. */
import type { DataRange } from '@/graph-engine/document/port-type';
import type { Layout } from './layout';

/** How whole numbers were written in a file. */
export interface IntegerType {
  readonly bits: 8 | 16 | 32;
  readonly signed: boolean;
}

/** One class per item, in the narrowest type that holds the largest. */
export type Labels = Uint8Array | Uint16Array;

/** What a reader noticed about files, or chose for the user: told wherever the data are taken. */
export interface DataNote {
  /** With the name of the file, and what can be done. */
  readonly text: string;
  /** How the items could be turned: the layout that they may have, and the shape that they then get. */
  readonly turn?: { readonly layout: Layout; readonly shape: readonly number[] };
  /** The labels have several columns. */
  readonly column?: { readonly of: number; readonly chosen: number };
}

export interface DataTable {
  readonly name: string;
  /** Without the batch dimension, channels last. */
  readonly shape: readonly number[];
  readonly range: DataRange;
  readonly count: number;
  /** count × size(shape), row-major; a value is `values[i] * scale`. */
  readonly values: Float32Array | Uint8Array;
  readonly scale: number;
  /** Of a file that holds whole numbers. */
  readonly integers?: IntegerType;
  /** One class per item. */
  readonly labels: Labels | null;
  readonly labelNames: readonly string[] | null;
  /** Known factors of variation, one row of `names.length` numbers per item. */
  readonly factors: { readonly names: readonly string[]; readonly values: Float32Array } | null;
  /** Of files. */
  readonly notes?: readonly DataNote[];
}

export interface LoadOptions {
  readonly seed: number;
  /** Items wanted; 0 is all there are (for a generated set, its usual number). */
  readonly count: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (loaded: number, total: number) => void;
}

/** How the user's files are to be read. */
export interface ReadOptions {
  /** How the sides of an item lie in the file. */
  readonly layout?: Layout;
  /** Which column of several is the class, counted from 0. */
  readonly labelColumn?: number;
}

export interface DatasetDefinition {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly origin: 'generated' | 'download' | 'file';
  readonly licence: string;
  /** Known before loading; null for a file. */
  readonly shape: readonly number[] | null;
  readonly range: DataRange;
  readonly defaultCount: number;
  readonly classes: number;
  /** What the classes are called, where a loaded file only numbers them. */
  readonly labelNames?: readonly string[];
  /** Generated sets only; downloads and files go through their own loaders. */
  generate?(options: LoadOptions): DataTable | Promise<DataTable>;
  readonly download?: { readonly images: RemoteFile; readonly labels: RemoteFile };
}

/** A file to download; address, size and checksum are those of the file as published (compressed). */
export interface RemoteFile {
  readonly url: string;
  /** Other addresses of the same file, tried in turn. */
  readonly mirrors?: readonly string[];
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A file as the user gave it: from a drop, a dialog or the disk. */
export interface NamedBytes {
  /** As the user knows it, for messages; of a path the last part alone is kept. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The user's file or network is at fault; `message` says where, what was expected, what was found, what to do. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
