import { Random } from '../../../random/random';
import type { Rows } from './definition';

/** `most` of the rows, drawn without replacement and in their order; all of them where there are no more. */
export function drawRows(rows: Rows, most: number, seed: number): Rows {
  const { count, width, values } = rows;
  if (count <= most) return rows;
  const drawn = new Float32Array(most * width);
  const chosen = new Random(seed).permutation(count).subarray(0, most).sort();
  chosen.forEach((row, i) => drawn.set(values.subarray(row * width, (row + 1) * width), i * width));
  return { count: most, width, values: drawn };
}
