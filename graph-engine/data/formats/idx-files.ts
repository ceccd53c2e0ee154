/** Makes a data table of the files a user dropped or chose, in any order and under any name: their headers tell which is which. */
import { baseName } from './base-name';
import { DataError } from '../data-error';
import type { DataNote, MemoryTable } from '../table';
import type { NamedBytes, ReadOptions } from './definition';
import { fileKind } from './file-kind';
import { gunzip } from './gunzip';
import { tableOfIdx } from './idx-table';
import { openIdx, type IdxArray } from './idx-array';
import { BEGINNING } from './idx-header';
import { isLabels } from './labels';

/** One images file, or one images and one labels file; what is no IDX file beside them is named and left alone. Throws DataError. */
export async function readIdxFiles(files: readonly NamedBytes[], options: ReadOptions = {}): Promise<MemoryTable> {
  if (files.length === 0) throw new DataError('Expected an images file, and found no file at all. Choose an IDX file, such as train-images-idx3-ubyte.gz.');
  const kinds = files.map(foreignKind);
  // Where nothing is IDX, the reader says so of the first.
  const used = kinds.some((kind) => kind === null) ? files.filter((_, i) => kinds[i] === null) : files;
  const unused = files.flatMap((file, i): DataNote[] => (used.includes(file) ? [] : [{ text: `${baseName(file.name)} is not used: it is ${kinds[i]}, and no IDX file.` }]));
  const arrays: IdxArray[] = [];
  for (const file of used) arrays.push(openIdx(file));
  const labels = arrays.filter((array) => isLabels(array, arrays));
  const images = arrays.filter((array) => !labels.includes(array));
  const names = (list: readonly IdxArray[]): string => list.map(({ name }) => name).join(', ');

  if (images.length === 0) throw new DataError(`${names(labels)}: expected an images file, and found labels only. Choose the images file too, such as train-images-idx3-ubyte.gz.`);
  if (images.length > 1) throw new DataError(`Expected one images file, and found ${images.length} (${names(images)}). Choose one of them, with its labels.`);
  if (labels.length > 1) throw new DataError(`Expected one labels file at most, and found ${labels.length} (${names(labels)}). Choose the one that belongs to ${images[0]!.name}.`);
  const table = tableOfIdx(images[0]!, labels[0] ?? null, options);
  return { ...table, notes: [...(table.notes ?? []), ...unused] };
}

/** What a file is that cannot be meant as IDX; null for IDX and for what nobody knows, which the reader refuses. */
function foreignKind({ name, bytes }: NamedBytes): string | null {
  let start: Uint8Array = bytes;
  try {
    start = gunzip(bytes, name).next().value ?? bytes;
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return null;
  }
  return start[0] === 0 && start[1] === 0 ? null : (fileKind(start.subarray(0, BEGINNING), name)?.found ?? null);
}
