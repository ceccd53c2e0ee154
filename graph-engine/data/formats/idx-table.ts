/** The table of an images file in the IDX format, with the labels of another where there is one. */
import { baseName } from './base-name';
import { DataError } from '../data-error';
import type { DataTable } from '../table';
import type { NamedBytes, ReadOptions } from './definition';
import { openIdx, type IdxArray } from './idx-array';
import { labelsOf } from './labels';
import { layoutNotes } from './suspicions';
import { turn } from './turn';

/**
 * Images [items, height, width], [items, height, width, channels] or vectors [items, size], and labels [items] or [items, columns].
 * Bytes become 0…1 by a scale of 1/255 (0 and 1 alone: binary); other types keep their values. Throws DataError.
 */
export async function readIdx(images: NamedBytes, labels?: NamedBytes, options: ReadOptions = {}): Promise<DataTable> {
  return tableOfIdx(openIdx(images), labels ? openIdx(labels) : null, options);
}

export function tableOfIdx(images: IdxArray, labels: IdxArray | null, { layout = 'channels-last', labelColumn = 0 }: ReadOptions = {}): DataTable {
  const [count = 0, ...item] = images.sizes;
  if (item.length < 1 || item.length > 3) {
    const found = item.length === 0 ? `one number per item (${images.sizes[0]} labels?)` : `${images.sizes.length} dimensions (${images.sizes.join(' × ')})`;
    throw new DataError(`${images.name}: expected images, as items × height × width, and found ${found}. Choose the images file, such as train-images-idx3-ubyte.gz.`);
  }
  const { shape, values } = turn(images.values, item, layout, images.name);
  const [low, high] = extremes(values);
  const isBinary = (low === 0 || low === 1) && high <= 1 && values.every((value) => value === 0 || value === 1);
  const isBytes = values instanceof Uint8Array;
  const classes = labels && labelsOf(labels, images, labelColumn);
  const name = baseName(images.name);
  return {
    name,
    shape,
    range: isBinary ? 'binary' : isBytes || (low >= 0 && high <= 1) ? 'unit' : low >= -1 && high <= 1 ? 'signed' : 'real',
    count,
    values,
    scale: isBytes && !isBinary ? 1 / 255 : 1,
    ...(images.integers ? { integers: images.integers } : {}),
    labels: classes?.labels ?? null,
    labelNames: null,
    factors: null,
    notes: [...(images.notes ?? []), ...(layout === 'channels-last' ? layoutNotes(name, images) : []), ...(classes?.notes ?? [])],
  };
}

function extremes(values: Uint8Array | Float32Array): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
