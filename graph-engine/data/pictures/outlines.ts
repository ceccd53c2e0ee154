/** Outlines of pictures: the greatest of the 3 × 3 values around each place, less the least of them (the morphological gradient); beyond the edge counts for nothing. */

import type { Numbers } from '../table';

/** `values`: pictures of [height, width, channels], one after the other; gives as many numbers, in the same unit. */
export function outlines<T extends Numbers>(values: T, [height, width, channels]: readonly number[]): T {
  const [rows, columns, depth] = [height!, width!, channels!];
  const found = values.slice() as T;
  const size = rows * columns * depth;
  for (let at = 0; at < values.length; at++) {
    const place = at % size;
    const [row, column] = [Math.floor(place / (columns * depth)), Math.floor(place / depth) % columns];
    let [least, greatest] = [values[at]!, values[at]!];
    for (let down = Math.max(-1, -row); down <= Math.min(1, rows - 1 - row); down++) {
      for (let right = Math.max(-1, -column); right <= Math.min(1, columns - 1 - column); right++) {
        const value = values[at + (down * columns + right) * depth]!;
        if (value < least) least = value;
        else if (value > greatest) greatest = value;
      }
    }
    found[at] = greatest - least;
  }
  return found;
}
