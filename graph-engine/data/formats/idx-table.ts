/** The table of an images file in the IDX format, with the labels of another where there is one. */
import { DataError } from '../data-error';
import type { MemoryTable } from '../table';
import type { NamedBytes, ReadOptions } from './definition';
import { openIdx, type IdxArray } from './idx-array';
import { tableOfItems } from './item-table';

/**
 * Images [items, height, width], [items, height, width, channels] or vectors [items, size], and labels [items] or [items, columns].
 * Bytes become 0…1 by a scale of 1/255 (0 and 1 alone: binary); other types keep their values. Throws DataError.
 */
export async function readIdx(images: NamedBytes, labels?: NamedBytes, options: ReadOptions = {}): Promise<MemoryTable> {
  return tableOfIdx(openIdx(images), labels ? openIdx(labels) : null, options);
}

export function tableOfIdx(images: IdxArray, labels: IdxArray | null, options: ReadOptions = {}): MemoryTable {
  const item = images.sizes.slice(1);
  if (item.length < 1 || item.length > 3) {
    const found = item.length === 0 ? `one number per item (${images.sizes[0]} labels?)` : `${images.sizes.length} dimensions (${images.sizes.join(' × ')})`;
    throw new DataError(`${images.name}: expected images, as items × height × width, and found ${found}. Choose the images file, such as train-images-idx3-ubyte.gz.`);
  }
  return tableOfItems(images, labels, options);
}
