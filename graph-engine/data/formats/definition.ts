/** Files as the user gives them, and how they are to be read. */
import type { Layout } from './layout';

/** A file as the user gave it: from a drop, a dialog or the disk. */
export interface NamedBytes {
  /** As the user knows it, for messages; of a path the last part alone is kept. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How the user's files are to be read. */
export interface ReadOptions {
  /** How the sides of an item lie in the file. */
  readonly layout?: Layout;
  /** Which column of several is the class, counted from 0. */
  readonly labelColumn?: number;
}
