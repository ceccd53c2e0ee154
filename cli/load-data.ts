/** Data from the disk for the command line: a folder of IDX files, or an images file with its labels beside it. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DataError, type DataTable, type NamedBytes } from '@/datasets/definition';
import { readIdxFiles } from '@/datasets/idx-files';

const IMAGES = /images.*idx\d|idx[2-4]|images.*ubyte/i;
const LABELS = /labels.*idx\d|idx1|labels.*ubyte/i;
const isIdxName = (name: string): boolean => !name.startsWith('.') && (IMAGES.test(name) || LABELS.test(name));

/** Throws DataError: nothing there, nothing that is IDX, more than one set, a damaged file. */
export async function loadDataPath(path: string): Promise<DataTable> {
  const kind = await stat(path).catch((error: unknown) => fail(path, error));
  const names = await readdir(kind.isDirectory() ? path : dirname(path)).catch((error: unknown) => fail(path, error));
  if (kind.isDirectory()) return readIdxFiles(await readAll(path, chooseSet(path, names)));
  const name = basename(path);
  const labels = labelsBeside(name, names);
  return readIdxFiles(await readAll(dirname(path), labels ? [name, labels] : [name]));
}

/** The images file of a folder and its labels: the only one, or the training one where there is a test set too. */
function chooseSet(folder: string, names: readonly string[]): readonly string[] {
  const candidates = names.filter(isIdxName).toSorted();
  const images = candidates.filter((name) => !LABELS.test(name));
  if (candidates.length === 0) {
    throw new DataError(`${folder}: expected IDX files such as train-images-idx3-ubyte.gz, and found ${names.length === 0 ? 'an empty folder' : `none among ${names.length} files`}. Name the images file itself.`);
  }
  // Labels alone go on to the reader, which says what is missing.
  if (images.length === 0) return candidates;
  const chosen = unpackedOnce(images);
  const train = chosen.length > 1 ? chosen.filter((name) => /train/i.test(name)) : chosen;
  if (train.length !== 1) throw new DataError(`${folder}: expected one images file, and found ${chosen.length} (${chosen.join(', ')}). Name the one you want.`);
  const labels = labelsBeside(train[0]!, names);
  return labels ? [train[0]!, labels] : [train[0]!];
}

/** A file and its .gz are one: the plain one is read. */
const unpackedOnce = (names: readonly string[]): readonly string[] => names.filter((name) => !(name.endsWith('.gz') && names.includes(name.slice(0, -3))));

/** train-images-idx3-ubyte → train-labels-idx1-ubyte, packed or not, with a hyphen or a dot before idx. */
function labelsBeside(images: string, names: readonly string[]): string | null {
  const plain = images.replace(/\.gz$/i, '');
  const labels = plain.replace(/images/i, (word) => (word === 'images' ? 'labels' : word === 'IMAGES' ? 'LABELS' : 'Labels')).replace(/idx[2-4]/i, 'idx1');
  if (labels === plain) return null;
  const beside = plain === images ? [labels, `${labels}.gz`] : [`${labels}.gz`, labels];
  return beside.find((name) => names.includes(name)) ?? null;
}

const readAll = (folder: string, names: readonly string[]): Promise<NamedBytes[]> =>
  Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return { name: path, bytes: await readFile(path).catch((error: unknown) => fail(path, error)) };
    }),
  );

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'found nothing there',
  ENOTDIR: 'found nothing there',
  EACCES: 'may not be read by this user',
  EISDIR: 'found a folder',
};

function fail(path: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const found = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  throw new DataError(`${path}: expected an IDX file or a folder with IDX files, and ${found}. Check the path.`, { cause: error });
}
