/** Makes a data table of the IDX files a user dropped or chose, in any order and under any name: their headers tell which is which. */
import { DataError, type DataTable, type NamedBytes } from './definition';
import { openIdx, tableOfIdx } from './idx';
import type { IdxArray } from './idx-array';

/** One images file, or one images and one labels file. Throws DataError. */
export async function readIdxFiles(files: readonly NamedBytes[]): Promise<DataTable> {
  if (files.length === 0) throw new DataError('Expected an images file, and found no file at all. Choose an IDX file, such as train-images-idx3-ubyte.gz.');
  const arrays: IdxArray[] = [];
  for (const file of files) arrays.push(await openIdx(file));
  const images = arrays.filter(({ sizes }) => sizes.length > 1);
  const labels = arrays.filter(({ sizes }) => sizes.length === 1);
  const names = (list: readonly IdxArray[]): string => list.map(({ name }) => name).join(', ');

  if (images.length === 0) throw new DataError(`${names(labels)}: expected an images file, and found labels only. Choose the images file too, such as train-images-idx3-ubyte.gz.`);
  if (images.length > 1) throw new DataError(`Expected one images file, and found ${images.length} (${names(images)}). Choose one of them, with its labels.`);
  if (labels.length > 1) throw new DataError(`Expected one labels file at most, and found ${labels.length} (${names(labels)}). Choose the one that belongs to ${images[0]!.name}.`);
  return tableOfIdx(images[0]!, labels[0] ?? null);
}
