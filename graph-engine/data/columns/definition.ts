/** A kind of column: what its cells mean, and where they go. One file per kind, one line in the registry. */
import type { Cell } from '../formats/definition';

/** What one pass over a file has seen of a column. */
export interface Seen {
  readonly name: string;
  readonly place: number;
  readonly rows: number;
  readonly missing: number;
  /** Cells that are numbers, and whole ones among them. */
  readonly numbers: number;
  readonly integers: number;
  readonly dates: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Different values with their counts in the order of the file; null where there are more than `MOST_NAMES`. */
  readonly values: ReadonlyMap<string, number> | null;
  /** Every value differs from the one before it, in one direction: as row numbers do. */
  readonly rising: boolean;
}
/** Values that are kept by name; a column with more is no category. */
export const MOST_NAMES = 1024;

export interface ColumnDefinition {
  readonly title: string;
  readonly help: string;
  /** Where its values go: into the item, to the label, beside the item (no part of it; what is kept as codes has a port of its own), or nowhere. */
  readonly role: 'feature' | 'label' | 'beside' | 'none';
  /** How its cells are kept: as numbers, as codes of names, or as text. */
  readonly kept: 'numbers' | 'codes' | 'texts' | 'nothing';
  /** How well a column that was seen fits: the kind with the greatest wins; 0 not at all. */
  fits(seen: Seen): number;
  /** A number of a cell of a kind that is kept as numbers; NaN where it is none. */
  number?(cell: Cell, decimalComma: boolean): number;
  /** Preparations that it takes, the usual one first. */
  readonly preparations: readonly string[];
}
