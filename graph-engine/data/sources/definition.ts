/** A source of data: one file per data set, one line in the registry. */
import type { DataRange } from '../../document/port-type';
import type { ColumnSettings } from '../columns/settings';
import type { FileReading } from '../file-reading';
import type { MemoryTable } from '../table';
import type { TextOfTable } from '../text/token-table';

export interface LoadOptions {
  readonly seed: number;
  /** Items wanted; 0 is all there are (for a generated set, its usual number). */
  readonly count: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (loaded: number, total: number) => void;
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
  generate?(options: LoadOptions): MemoryTable | Promise<MemoryTable>;
  /** Its items are what `make` gives of items of that other set, though of none that it gives itself: what a translation between the two is judged by. */
  readonly madeFrom?: { readonly source: string; make(values: Float32Array, shape: readonly number[]): Float32Array };
  /** Of a table: its columns, which a file that fits is recognised by. `shape` is then null: how wide a row becomes depends on how they are prepared. */
  readonly columns?: readonly ColumnSettings[];
  /** Of items that are tokens: what their whole numbers stand for. `shape` is the number of places. */
  readonly text?: TextOfTable;
  /** How its files are read, of a set that comes in another format than IDX and is no table. */
  readonly reading?: FileReading;
  /** Labels of what is usual, where the set is one to find the unusual in: models learn from items with these alone. */
  readonly normal?: readonly string[];
  /** How the set is split and judged as a rule, in a sentence. */
  readonly protocol?: string;
  readonly download?: Download;
  /** Where its files are to be had by hand, of a set that nobody may fetch from here, or of which only a part may be. */
  readonly get?: { readonly page: string; /** What to take there, in a sentence. */ readonly how: string };
}

/** What a generated set is drawn by: `id` names its streams of random numbers. */
export type DrawnSet = Pick<DatasetDefinition, 'id' | 'title' | 'defaultCount'>;
export interface LabelledSet extends DrawnSet {
  readonly labelNames: readonly string[];
}

/** Two IDX files, or one of another format. */
export type Download = { readonly images: RemoteFile; readonly labels: RemoteFile } | { readonly file: RemoteFile };

/** A file to download; address, size and checksum are those of the file as published (compressed). */
export interface RemoteFile {
  readonly url: string;
  /** Other addresses of the same file, tried in turn. */
  readonly mirrors?: readonly string[];
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}
