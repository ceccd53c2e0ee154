/** Both ends of the worker that describes a table; one worker describes one. */
import type { TableFacts } from '@/graph-engine/data/facts/types';
import type { DataSettings } from '@/graph-engine/data/settings';
import type { DealOptions } from '@/graph-engine/data/splits/deal-out';
import type { DataTable } from '@/graph-engine/data/table';

export interface ToDescriber {
  readonly table: DataTable;
  readonly settings: DataSettings;
  readonly deal: DealOptions;
}
export type FromDescriber = { readonly kind: 'facts'; readonly facts: TableFacts } | { readonly kind: 'error'; readonly message: string; readonly isData: boolean };
