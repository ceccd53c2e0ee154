/** What a hand has changed in the code of an item: at each offset of it, other numbers. */
import type { TraversalRow } from '@/graph-engine/training/protocol';

export type Changes = ReadonlyMap<number, readonly number[]>;

/** The code with its changes; those of a longer code, which was shown before, are left out. */
export function changedCode(code: Float32Array, changes: Changes): number[] {
  const changed = [...code];
  for (const [at, numbers] of changes) if (at + numbers.length <= code.length) numbers.forEach((value, i) => (changed[at + i] = value));
  return changed;
}
/** The numbers of a stop. */
export const stopOf = ({ stops, width }: TraversalRow, stop: number): number[] => [...stops.subarray(stop * width, (stop + 1) * width)];

/** The stop nearest to the code, so that a cell of the strip is marked. */
export function nearestStop({ at, width, stops }: TraversalRow, code: readonly number[]): number {
  let [nearest, least] = [0, Infinity];
  for (let stop = 0; stop < stops.length / width; stop++) {
    let distance = 0;
    for (let i = 0; i < width; i++) distance += (stops[stop * width + i]! - code[at + i]!) ** 2;
    if (distance < least) [nearest, least] = [stop, distance];
  }
  return nearest;
}
