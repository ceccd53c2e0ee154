/** Pictures from IDX files, the format of MNIST and its relatives, with labels or without. */
import { DataError, type DatasetDefinition, type DataTable, type NamedBytes } from './definition';
import { gunzip } from './gunzip';
import { parseIdx, type IdxArray } from './idx-array';

export { parseIdx } from './idx-array';

export const idx = {
  id: 'idx',
  title: 'IDX file',
  help: 'Your own pictures in the format of MNIST: an images file, plain or .gz, and a labels file if there is one. Drop both on the node.',
  origin: 'file',
  licence: 'that of the file',
  shape: null,
  range: 'unit',
  defaultCount: 0,
  classes: 0,
} as const satisfies DatasetDefinition;

/** Unpacks and parses one file. Throws DataError. */
export const openIdx = async (file: NamedBytes): Promise<IdxArray> => parseIdx(await gunzip(file.bytes, file.name), file.name);

/**
 * Images [items, height, width], [items, height, width, channels] or vectors [items, size], and labels [items].
 * Bytes become 0…1 by a scale of 1/255 (0 and 1 alone: binary); other types keep their values. Throws DataError.
 */
export async function readIdx(images: NamedBytes, labels?: NamedBytes): Promise<DataTable> {
  return tableOfIdx(await openIdx(images), labels ? await openIdx(labels) : null);
}

export function tableOfIdx(images: IdxArray, labels: IdxArray | null): DataTable {
  const [count = 0, ...item] = images.sizes;
  if (item.length < 1 || item.length > 3) {
    const found = item.length === 0 ? `one number per item (${images.sizes[0]} labels?)` : `${images.sizes.length} dimensions (${images.sizes.join(' × ')})`;
    throw new DataError(`${images.name}: expected images, as items × height × width, and found ${found}. Choose the images file, such as train-images-idx3-ubyte.gz.`);
  }
  const { values } = images;
  const [low, high] = extremes(values);
  const isBinary = (low === 0 || low === 1) && high <= 1 && values.every((value) => value === 0 || value === 1);
  const isBytes = values instanceof Uint8Array;
  return {
    name: images.name,
    shape: item.length === 2 ? [...item, 1] : item,
    range: isBinary ? 'binary' : isBytes || (low >= 0 && high <= 1) ? 'unit' : low >= -1 && high <= 1 ? 'signed' : 'real',
    count,
    values,
    scale: isBytes && !isBinary ? 1 / 255 : 1,
    ...(images.integers ? { integers: images.integers } : {}),
    labels: labels && labelsOf(labels, images),
    labelNames: null,
    factors: null,
  };
}

function labelsOf(labels: IdxArray, images: IdxArray): Uint8Array {
  if (labels.sizes.length !== 1) {
    throw new DataError(`${labels.name}: expected labels, one number per item, and found ${labels.sizes.join(' × ')} values. Choose the labels file, such as train-labels-idx1-ubyte.gz.`);
  }
  const [count, items] = [labels.sizes[0]!, images.sizes[0]!];
  if (count !== items) {
    throw new DataError(`${labels.name}: expected ${items.toLocaleString('en')} labels for the images of ${images.name}, and found ${count.toLocaleString('en')}. Choose the two files of the same set.`);
  }
  const wrong = labels.values.findIndex((value) => !Number.isInteger(value) || value < 0 || value > 255);
  if (wrong >= 0) throw new DataError(`${labels.name}: expected labels from 0 to 255, and found ${labels.values[wrong]} at item ${wrong}. Number the classes from 0.`);
  return labels.values instanceof Uint8Array ? labels.values : Uint8Array.from(labels.values);
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
