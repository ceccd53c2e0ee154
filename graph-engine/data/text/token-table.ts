/** A table whose items are tokens: whole numbers at so many places, and what they stand for. */
import type { MemoryTable } from '../table';
import type { TokenSettings } from './tokens/registry';

export interface TextOfTable extends TokenSettings {
  /** The tokens from id 3 on. */
  readonly vocabulary: readonly string[];
}
interface TokenItems {
  readonly name: string;
  readonly count: number;
  readonly places: number;
  /** count × places, padded with 0. */
  readonly ids: Float32Array;
  readonly text: TextOfTable;
}
export const tokenTable = ({ name, count, places, ids, text }: TokenItems): MemoryTable => ({
  name,
  shape: [places],
  range: 'real',
  count,
  values: ids,
  scale: 1,
  text,
  labels: null,
  labelNames: null,
  factors: null,
});
