/** Classes from a labels file: one number per item, or several of which one column is the class. */
import { DataError } from '../data-error';
import type { DataNote, Labels } from '../table';
import { baseName } from './base-name';
import type { ItemArray } from './item-array';

/** Classes are numbered from 0 to one less. */
export const MOST_CLASSES = 65_536;
/** More columns than this are no labels. */
export const MOST_COLUMNS = 64;

const isNamedLabels = (name: string): boolean => /label|target|class|idx2-int/i.test(baseName(name));

/** Numbers for each item; sides of 1 do not make it a picture. */
const columnsOf = ({ sizes }: ItemArray): number => sizes.slice(1).reduce((product, size) => product * size, 1);
const isColumns = (array: ItemArray): boolean => array.sizes.slice(2).every((size) => size === 1) && columnsOf(array) <= MOST_COLUMNS;

/** Whether an array is labels beside the others of a choice: their ranks, types and names tell. */
export function isLabels(array: ItemArray, all: readonly ItemArray[]): boolean {
  if (array.sizes.length === 1) return true;
  // Beside files that are not called so, its name says what it is meant to be; whether it can be that is seen when it is read.
  if (isNamedLabels(array.name) && all.some((other) => other.sizes.length > 1 && !isNamedLabels(other.name))) return true;
  const columns = columnsOf(array);
  if (array.sizes.length > 2 || !array.integers || columns > MOST_COLUMNS) return false;
  if (isNamedLabels(array.name)) return true;
  return all.some((other) => other !== array && !isNamedLabels(other.name) && (other.sizes.length > 2 || (other.sizes.length === 2 && (!other.integers || other.sizes[1]! > columns))));
}

export interface ClassesOfItems {
  readonly labels: Labels;
  readonly notes: readonly DataNote[];
}

/** Throws DataError where they do not go with the images, or are no numbers of classes. */
export function labelsOf(file: ItemArray, images: ItemArray, column: number): ClassesOfItems {
  const { name, sizes, values } = file;
  if (!isColumns(file)) {
    throw new DataError(`${name}: expected labels, one number per item or at most ${MOST_COLUMNS} columns of them, and found ${sizes.join(' × ')} values. Choose the labels file, such as train-labels-idx1-ubyte.gz.`);
  }
  const [count, items] = [sizes[0]!, images.sizes[0]!];
  if (count !== items) {
    throw new DataError(`${name}: expected ${items.toLocaleString('en')} labels for the images of ${images.name}, and found ${count.toLocaleString('en')}. Choose the two files of the same set.`);
  }
  const columns = columnsOf(file);
  if (column >= columns) {
    throw new DataError(`${name}: expected a column of labels from 0 to ${columns - 1}, and column ${column} was asked for. Choose one that is there.`);
  }
  // Of one-hot rows, column 0, which is taken where nobody chose, would be nothing but the first class.
  const oneHot = column === 0 && isOneHot(values, columns);
  const chosen = columns === 1 ? values : oneHot ? Float32Array.from({ length: count }, (_, i) => values.subarray(i * columns, (i + 1) * columns).indexOf(1)) : values.filter((_, i) => i % columns === column);
  const wrong = chosen.findIndex((value) => !Number.isInteger(value) || value < 0 || value >= MOST_CLASSES);
  if (wrong >= 0) {
    const found = chosen[wrong]!;
    const where = columns > 1 ? ` in column ${column}` : '';
    const sort = found < 0 ? 'the negative label ' : '';
    throw new DataError(`${name}: expected labels from 0 to ${(MOST_CLASSES - 1).toLocaleString('en')}, and found ${sort}${found} at item ${wrong}${where}. Number the classes from 0.`);
  }
  const taken = oneHot ? 'in each row one is 1 and the others are 0, and its place, counted from 0, is taken for the class' : `column ${column}, counted from 0, is taken for the class`;
  const several: DataNote = {
    text: `${baseName(name)}: ${columns} columns of labels for each item; ${taken}. Another column can be chosen.`,
    column: { of: columns, chosen: column },
  };
  return { labels: chosen.some((value) => value > 255) ? Uint16Array.from(chosen) : Uint8Array.from(chosen), notes: columns > 1 ? [several] : [] };
}

/** Whether each row of at least three columns is 1 once and 0 elsewhere, and not always at the same place. */
function isOneHot(values: Uint8Array | Float32Array, columns: number): boolean {
  if (columns < 3) return false;
  const places = new Set<number>();
  for (let start = 0; start < values.length; start += columns) {
    const row = values.subarray(start, start + columns);
    const place = row.indexOf(1);
    if (place < 0 || !row.every((value: number, i: number) => value === (i === place ? 1 : 0))) return false;
    places.add(place);
  }
  return places.size > 1;
}

/** Those of the items at `indices`, in their order and in the same type. */
export function labelsAt(labels: Labels, indices: Uint32Array): Labels {
  const chosen = labels instanceof Uint16Array ? new Uint16Array(indices.length) : new Uint8Array(indices.length);
  for (let i = 0; i < indices.length; i++) chosen[i] = labels[indices[i]!]!;
  return chosen;
}
