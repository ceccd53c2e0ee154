/** What is asked when the files that a user gives are opened, and what they turn out to be. */
import type { ColumnSettings } from './columns/settings';
import type { FileReading } from './file-reading';
import type { RowFiles } from './rows/row-file';
import type { DealOptions } from './splits/deal-out';
import type { DatasetDefinition } from './sources/definition';
import type { Scan } from './tables/scan';
import type { DataTable } from './table';

export interface OpenOptions extends FileReading {
  /** Of a table: what its columns are; guessed where they are not given. */
  readonly columns?: readonly ColumnSettings[];
  /** Of a table: what the user says otherwise, before its rows are read; who asks the user takes time. `preset`: the published set that its columns are those of. @throws DataError */
  readonly adjust?: ((columns: readonly ColumnSettings[], scan: Scan, preset: DatasetDefinition | null) => readonly ColumnSettings[] | Promise<readonly ColumnSettings[]>) | undefined;
  /** Of a table: where its rows are kept when they are too many for memory. */
  readonly rows?: RowFiles | undefined;
  /** Of a text: the tokens that a document knows, from id 3 on; else they are counted in the items that `split` trains on. */
  readonly vocabulary?: readonly string[] | undefined;
  readonly split?: DealOptions | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A share from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface Opened {
  readonly kind: 'table' | 'pictures' | 'sounds' | 'arrays' | 'text';
  readonly table: DataTable;
  /** Of a table: how each column is read, and what was seen of it before. */
  readonly columns: readonly ColumnSettings[];
  readonly scan: Scan | null;
  /** The published set that its columns are those of. */
  readonly preset: DatasetDefinition | null;
  /** What was chosen in reading it, so that other files become items of the same kind. */
  readonly chosen?: FileReading;
}
