/** One array of items or labels, as it was read. */
import type { DataNote, IntegerType } from '../table';

export interface ItemArray {
  /** As the user knows it, for messages; it may be a path. */
  readonly name: string;
  /** The first one counts the items. */
  readonly sizes: readonly number[];
  readonly values: Uint8Array | Float32Array;
  readonly integers?: IntegerType;
  /** What reading has changed. */
  readonly notes?: readonly DataNote[];
}
