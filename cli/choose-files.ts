/** Which files of a folder are read: the images and their labels. The others that look like data are named. */
import { DataError } from '@/graph-engine/data/data-error';

const IMAGES = /images.*idx\d|idx[2-4]|images.*ubyte/i;
const LABELS = /labels.*idx\d|idx1|labels.*ubyte/i;
const isLabels = (name: string): boolean => LABELS.test(name);
export const isIdxName = (name: string): boolean => !name.startsWith('.') && (IMAGES.test(name) || isLabels(name));

export interface Chosen {
  readonly files: readonly string[];
  /** Would-be data beside them that nobody reads. */
  readonly unused: readonly string[];
}

/** The images file of a folder and its labels: the only one, or the training one where there is a test set too. Throws DataError. */
export function chooseSet(folder: string, names: readonly string[]): Chosen {
  const candidates = names.filter(isIdxName).toSorted();
  const images = candidates.filter((name) => !isLabels(name));
  if (candidates.length === 0) {
    throw new DataError(`${folder}: expected IDX files such as train-images-idx3-ubyte.gz, and found ${names.length === 0 ? 'an empty folder' : `none among ${names.length} files`}. Name the images file itself.`);
  }
  // Labels alone go on to the reader, which says what is missing.
  if (images.length === 0) return { files: candidates, unused: [] };
  const chosen = unpackedOnce(images);
  const train = chosen.length > 1 ? chosen.filter((name) => /train/i.test(name)) : chosen;
  if (train.length !== 1) throw new DataError(`${folder}: expected one images file, and found ${chosen.length} (${chosen.join(', ')}). Name the one you want.`);
  const files = withLabels(train[0]!, names);
  return { files, unused: candidates.filter((name) => !files.includes(name) && !files.includes(other(name))) };
}

/** An images file that was named, and the labels beside it; labels of another name are not taken. */
export function chooseBeside(images: string, names: readonly string[]): Chosen {
  const files = withLabels(images, names);
  const unused = files.length > 1 ? [] : names.filter((name) => name !== images && !name.startsWith('.') && isLabels(name)).toSorted();
  return { files, unused };
}

/** A file and its .gz are one: the plain one is read. */
const unpackedOnce = (names: readonly string[]): readonly string[] => names.filter((name) => !(name.endsWith('.gz') && names.includes(name.slice(0, -3))));
const other = (name: string): string => (name.endsWith('.gz') ? name.slice(0, -3) : `${name}.gz`);

/** What the names of a set's two files share: `qmnist-train-images-idx3-ubyte.gz` and `qmnist-train-labels-idx2-int` give one key. */
const keyOf = (name: string, word: RegExp): string =>
  name
    .toLowerCase()
    .replace(/\.gz$/, '')
    .replace(word, '*')
    .replace(/[-._]?idx\d[-._]?(ubyte|byte|short|int|float|double)?|[-._]ubyte$/, '');

function withLabels(images: string, names: readonly string[]): readonly string[] {
  if (!/images/i.test(images)) return [images];
  const key = keyOf(images, /images/);
  const found = names.filter((name) => name !== images && /labels/i.test(name) && keyOf(name, /labels/) === key);
  const packed = images.endsWith('.gz');
  // Packed as the images are, if it is there in both ways; one column before several.
  const best = found.toSorted((a, b) => Number(b.endsWith('.gz') === packed) - Number(a.endsWith('.gz') === packed) || (a < b ? -1 : 1))[0];
  return best === undefined ? [images] : [images, best];
}
