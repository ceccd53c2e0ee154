/** What there is to know of a table, as data. */
import type { Binned } from './binned';
import type { LabelTie } from './label-tie';
import type { NumberFacts } from './number-facts';
import type { DataWarning } from './warnings';

export interface NameCount {
  readonly name: string;
  readonly count: number;
}

export interface ColumnFacts {
  readonly name: string;
  readonly kind: 'number' | 'category';
  /** Of a number, how it is prepared; null of a category. */
  readonly preparation: string | null;
  readonly facts: NumberFacts;
  /** Of a category: its values, the most frequent first; what is none of its names is `other`. */
  readonly values: readonly NameCount[];
  /** In the user's units; null of a category, and where nothing was measured. */
  readonly before: Binned | null;
  /** As it goes into the network, fitted on the training rows. */
  readonly after: Binned | null;
  readonly tie: (Omit<LabelTie, 'label'> & { readonly label: string }) | null;
}

export interface TableFacts {
  /** None of pictures and arrays. */
  readonly columns: readonly ColumnFacts[];
  /** Of pictures and arrays: all their numbers, before and after. */
  readonly all: { readonly facts: NumberFacts; readonly before: Binned | null; readonly after: Binned | null } | null;
  readonly labels: readonly NameCount[];
  readonly duplicates: number;
  readonly parts: { readonly train: number; readonly validation: number; readonly test: number };
  readonly warnings: readonly DataWarning[];
}
