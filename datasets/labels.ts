/** Classes from a labels file: one number per item, or several of which one column is the class. */
import { DataError, type DataNote, type Labels } from './definition';
import { baseName } from './base-name';
import type { IdxArray } from './idx-array';

/** Classes are numbered from 0 to one less. */
export const MOST_CLASSES = 65_536;
/** More columns than this are no labels. */
const MOST_COLUMNS = 64;

const isNamedLabels = (name: string): boolean => /label|target|class|idx2-int/i.test(baseName(name));

/** Whether an array is labels beside the others of a choice: their ranks, types and names tell. */
export function isLabels(array: IdxArray, all: readonly IdxArray[]): boolean {
  if (array.sizes.length === 1) return true;
  const columns = array.sizes[1]!;
  if (array.sizes.length > 2 || !array.integers || columns > MOST_COLUMNS) return false;
  if (isNamedLabels(array.name)) return true;
  return all.some((other) => other !== array && !isNamedLabels(other.name) && (other.sizes.length > 2 || (other.sizes.length === 2 && (!other.integers || other.sizes[1]! > columns))));
}

export interface ClassesOfItems {
  readonly labels: Labels;
  readonly notes: readonly DataNote[];
}

/** Throws DataError where they do not go with the images, or are no numbers of classes. */
export function labelsOf(file: IdxArray, images: IdxArray, column: number): ClassesOfItems {
  const { name, sizes, values } = file;
  if (!isLabels(file, [file, images])) {
    throw new DataError(`${name}: expected labels, one number per item, and found ${sizes.join(' × ')} values. Choose the labels file, such as train-labels-idx1-ubyte.gz.`);
  }
  const [count, items] = [sizes[0]!, images.sizes[0]!];
  if (count !== items) {
    throw new DataError(`${name}: expected ${items.toLocaleString('en')} labels for the images of ${images.name}, and found ${count.toLocaleString('en')}. Choose the two files of the same set.`);
  }
  const columns = sizes[1] ?? 1;
  if (column >= columns) {
    throw new DataError(`${name}: expected a column of labels from 0 to ${columns - 1}, and column ${column} was asked for. Choose one that is there.`);
  }
  const chosen = columns === 1 ? values : values.filter((_, i) => i % columns === column);
  const wrong = chosen.findIndex((value) => !Number.isInteger(value) || value < 0 || value >= MOST_CLASSES);
  if (wrong >= 0) {
    const found = chosen[wrong]!;
    const where = columns > 1 ? ` in column ${column}` : '';
    const sort = found < 0 ? 'the negative label ' : '';
    throw new DataError(`${name}: expected labels from 0 to ${(MOST_CLASSES - 1).toLocaleString('en')}, and found ${sort}${found} at item ${wrong}${where}. Number the classes from 0.`);
  }
  const several: DataNote = {
    text: `${baseName(name)}: ${columns} columns of labels for each item; column ${column}, counted from 0, is taken for the class. Another column can be chosen.`,
    column: { of: columns, chosen: column },
  };
  return { labels: chosen.some((value) => value > 255) ? Uint16Array.from(chosen) : Uint8Array.from(chosen), notes: columns > 1 ? [several] : [] };
}

/** Those of the items at `indices`, in their order and in the same type. */
export function labelsAt(labels: Labels, indices: Uint32Array): Labels {
  const chosen = labels instanceof Uint16Array ? new Uint16Array(indices.length) : new Uint8Array(indices.length);
  for (let i = 0; i < indices.length; i++) chosen[i] = labels[indices[i]!]!;
  return chosen;
}
