/** Both ends of the generating worker; one worker makes one table. */
import type { DataTable } from '@/graph-engine/data/table';

export interface ToGenerator {
  readonly id: string;
  readonly options: { readonly seed: number; readonly count: number };
}
export type FromGenerator =
  | { readonly kind: 'progress'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'table'; readonly table: DataTable }
  | { readonly kind: 'error'; readonly message: string; readonly isData: boolean };
