/** What a trained model is shown in the place of its data. */
import type { Layout } from '@/graph-engine/data/formats/layout';
import type { DataTable } from '@/graph-engine/data/table';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import type { GivenFile } from '@/components/data/read-protocol';

export interface Looking {
  /** The Dataset in whose place it stands. */
  readonly node: string;
  readonly table: DataTable;
  readonly remarks: readonly Diagnostic[];
  readonly files: readonly GivenFile[];
  readonly choice: LookChoice;
}

/** What is the looked-at file's own; where nothing is chosen, it is read as the files of the Dataset are, of which it takes the place of the first. */
export interface LookChoice {
  readonly node?: string;
  readonly layout?: Layout;
  readonly unsigned?: boolean;
}
