/** What a Dataset says of each column of its table. It is part of the document, so that other files are read in the same way. */
import type { ColumnKind } from './registry';

/** How a cell without a value is filled; what with is fitted on the training rows. */
export const missingIds = ['mean', 'median', 'own', 'indicator'] as const;
export type Missing = (typeof missingIds)[number];

export interface ColumnSettings {
  /** As in the header of the file; the place, counted from 0, where it has none. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** Of a category or a label: what its codes 0, 1, … are called. A value that is none of them is `other`. */
  readonly names?: readonly string[];
  /** How its values go into the network, where it is not as its kind usually does. */
  readonly preparation?: string;
  readonly missing?: Missing;
  /** Factor of its error in a loss, and of its share in a score; 1 where it is not given. */
  readonly weight?: number;
}
