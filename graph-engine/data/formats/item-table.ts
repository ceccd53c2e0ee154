/** The table of an array of items, whatever format it was read from, with the classes of another where there is one. */
import type { MemoryTable } from '../table';
import { baseName } from './base-name';
import type { ReadOptions } from './definition';
import { labelsOf } from './labels';
import { layoutNotes } from './suspicions';
import { turn } from './turn';
import type { ItemArray } from './item-array';

/**
 * Items of one to three dimensions, which the caller has checked: vectors, pictures, pictures with channels.
 * Bytes become 0…1 by a scale of 1/255 (0 and 1 alone: binary); other types keep their values. @throws DataError: labels or layout do not go with them
 */
export function tableOfItems(items: ItemArray, labels: ItemArray | null, { layout = 'channels-last', labelColumn = 0 }: ReadOptions = {}): MemoryTable {
  const [count = 0, ...item] = items.sizes;
  const { shape, values } = turn(items.values, item, layout, items.name);
  const { low, high, isBinary } = extentOf(values);
  const isBytes = values instanceof Uint8Array;
  const classes = labels && labelsOf(labels, items, labelColumn);
  const name = baseName(items.name);
  return {
    name,
    shape,
    range: isBinary ? 'binary' : isBytes || (low >= 0 && high <= 1) ? 'unit' : low >= -1 && high <= 1 ? 'signed' : 'real',
    count,
    values,
    scale: isBytes && !isBinary ? 1 / 255 : 1,
    ...(items.integers ? { integers: items.integers } : {}),
    labels: classes?.labels ?? null,
    labelNames: null,
    factors: null,
    notes: [...(items.notes ?? []), ...(layout === 'channels-last' ? layoutNotes(name, items) : []), ...(classes?.notes ?? [])],
  };
}

/** In one pass, since there may be hundreds of millions. */
function extentOf(values: Uint8Array | Float32Array): { readonly low: number; readonly high: number; readonly isBinary: boolean } {
  let [low, high, isBinary] = [Infinity, -Infinity, true];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value !== 0 && value !== 1) isBinary = false;
  }
  // Of nothing but NaN nothing is known.
  return low > high ? { low: -Infinity, high: Infinity, isBinary } : { low, high, isBinary };
}
