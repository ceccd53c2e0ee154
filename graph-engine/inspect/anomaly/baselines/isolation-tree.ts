/** A tree of an isolation forest: a complete binary one in flat arrays, in which the children of node i are 2i + 1 and 2i + 2. */
import type { Random } from '../../../random/random';
import type { Rows } from './definition';

/** In place of a column (0 and up): here a path ends. */
export const LEAF = -1;

export interface Growth {
  readonly rows: Rows;
  /** The sample; rows of one node stand next to each other. */
  readonly order: Uint32Array;
  /** No path is longer. */
  readonly height: number;
  /** Of the split at each node, filled with LEAF before. */
  readonly columns: Float32Array;
  /** Of the split, of which the left child has what is not above; at a leaf, the length of its path. */
  readonly values: Float32Array;
  readonly random: Random;
}

/** Grows the node at `depth` that has the rows `from` … `to` of the order. */
export function grow(growth: Growth, node: number, from: number, to: number, depth: number): void {
  const { order, height, columns, values } = growth;
  const split = depth < height && to - from > 1 ? splitOf(growth, from, to) : null;
  if (!split) {
    values[node] = depth + meanPath(to - from);
    return;
  }
  columns[node] = split.column;
  values[node] = split.value;
  const { width, values: cells } = growth.rows;
  let middle = from;
  for (let i = from; i < to; i++) {
    if (cells[order[i]! * width + split.column]! > split.value) continue;
    [order[i], order[middle]] = [order[middle]!, order[i]!];
    middle++;
  }
  grow(growth, 2 * node + 1, from, middle, depth + 1);
  grow(growth, 2 * node + 2, middle, to, depth + 1);
}

/** A column drawn among those in which the rows differ, and a value between their lowest and highest; null where all rows are the same. */
function splitOf({ rows: { width, values }, order, random }: Growth, from: number, to: number): { column: number; value: number } | null {
  const columns = Uint32Array.from({ length: width }, (_, j) => j);
  for (let left = width; left > 0; left--) {
    const at = random.integer(left);
    const column = columns[at]!;
    columns[at] = columns[left - 1]!;
    let [low, high] = [Infinity, -Infinity];
    for (let i = from; i < to; i++) {
      const value = values[order[i]! * width + column]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low === high) continue;
    const value = Math.fround(random.uniform(low, high));
    // Rounded up to the highest, it would part nothing.
    return { column, value: value < high ? value : low };
  }
  return null;
}

/** Adds the length of each row’s path. */
export function addDepths(depths: Float64Array, { width, values: cells }: Rows, columns: Float32Array, values: Float32Array): void {
  for (let i = 0; i < depths.length; i++) {
    let node = 0;
    for (let column = columns[0]!; column >= 0; column = columns[node]!) node = 2 * node + (cells[i * width + column]! > values[node]! ? 2 : 1);
    depths[i]! += values[node]!;
  }
}

const EULER = 0.5772156649015329;
/** c(n) of the paper: the mean length of an unsuccessful search in a binary search tree of n rows, with exact values for up to two. */
export function meanPath(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER) - (2 * (n - 1)) / n;
}
