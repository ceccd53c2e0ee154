/** Both ends of the reading worker; one worker reads the files of one choice. */
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import type { ReadOptions } from '@/graph-engine/data/formats/definition';
import type { FileReading } from '@/graph-engine/data/file-reading';
import type { Opened } from '@/graph-engine/data/opened';
import type { DealOptions } from '@/graph-engine/data/splits/deal-out';
import type { Scan } from '@/graph-engine/data/tables/scan';
import type { DataTable } from '@/graph-engine/data/table';

/** A file that the user gave: named by its path from the folder that was chosen, since folders may name classes. A page and its worker share the bytes. */
export interface GivenFile {
  readonly name: string;
  readonly blob: Blob;
}
export interface ToRead {
  /** Of the data set that the files are of. */
  readonly id: string;
  readonly files: readonly GivenFile[];
  /** 0 is all there are. */
  readonly count: number;
  readonly reading?: FileReading & ReadOptions;
  /** Of a table: what its columns are; guessed where none are given. */
  readonly columns?: readonly ColumnSettings[];
  /** Of a text: its tokens, as the document knows them; else they are counted in the items that `split` trains on. */
  readonly vocabulary?: readonly string[];
  readonly split?: DealOptions;
  /** Where the rows of a table go that has more numbers: a file of that name, which the page holds. */
  readonly rows?: { readonly name: string; readonly above: number } | undefined;
}
export interface ReadFiles {
  readonly kind: Opened['kind'];
  readonly table: DataTable;
  /** Of a table: how each column is read. */
  readonly columns: readonly ColumnSettings[];
  /** The published set that its columns are those of, by its id. */
  readonly preset: string | null;
  /** What was chosen in reading it, to be kept with the document. */
  readonly chosen?: FileReading | undefined;
}
/** What a table seems to be, before its rows are read. */
export interface Scanned {
  readonly scan: Scan;
  readonly columns: readonly ColumnSettings[];
  readonly preset: string | null;
}
export type ToReader = { readonly kind: 'read'; readonly request: ToRead; /** Waits for what the user says of the columns. */ readonly asks: boolean } | { readonly kind: 'columns'; readonly columns: readonly ColumnSettings[] };
export type FromReader =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'scanned'; readonly scanned: Scanned }
  | { readonly kind: 'read'; readonly read: ReadFiles }
  | { readonly kind: 'error'; readonly message: string; readonly isData: boolean };
