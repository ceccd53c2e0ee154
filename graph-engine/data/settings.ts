/** What a Dataset node says of its numbers. */
import type { DataTable } from './table';
import type { ColumnSettings } from './columns/settings';
import { asUnsigned } from './integers';
import type { Limits } from './preparations/definition';
import type { PreparationKind } from './preparations/registry';

export interface DataSettings {
  readonly scaling: PreparationKind;
  /** Of a table: what each of its columns is; then `scaling` says nothing. */
  readonly columns: readonly ColumnSettings[];
  readonly limits: Limits;
  /** Signed integers of a file are unsigned ones of the same bits. */
  readonly unsigned: boolean;
}
/** The numbers as the node says they are to be read. */
export const readAs = (table: DataTable, { unsigned }: Pick<DataSettings, 'unsigned'>): DataTable => (unsigned ? asUnsigned(table) : table);
