/** Data from the disk for the command line: a folder of IDX files, or an images file with its labels beside it. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DataError } from '@/graph-engine/data/data-error';
import type { DataTable } from '@/graph-engine/data/table';
import type { NamedBytes, ReadOptions } from '@/graph-engine/data/formats/definition';
import { openIdx } from '@/graph-engine/data/formats/idx-array';
import { readIdxFiles } from '@/graph-engine/data/formats/idx-files';
import { tableOfIdx } from '@/graph-engine/data/formats/idx-table';
import { idxLimits } from '@/graph-engine/data/formats/idx-header';
import { chooseBeside, chooseSet } from './choose-files';
import { readAtMost } from './read-at-most';

/** `labels`: the path of theirs, whatever its name. Throws DataError: nothing there, nothing that is IDX, more than one set, a damaged file. */
export async function loadDataPath(path: string, options: ReadOptions = {}, labels?: string): Promise<DataTable> {
  const kind = await stat(path).catch((error: unknown) => fail(path, error));
  const folder = kind.isDirectory() ? path : dirname(path);
  const names = await readdir(folder).catch((error: unknown) => fail(path, error));
  const { files, unused } = kind.isDirectory() ? chooseSet(path, names) : chooseBeside(basename(path), names);
  if (labels !== undefined) {
    // That they are labels was said: their name need not say it.
    return tableOfIdx(openIdx(read(join(folder, files[0]!))), openIdx(read(labels)), options);
  }
  const table = await readIdxFiles(files.map((name) => read(join(folder, name))), options);
  if (unused.length === 0) return table;
  const why = kind.isDirectory() ? `beside ${files.join(' and ')}. Name another images file with --data` : `since the labels of ${files[0]} would have its name with “labels” for “images”. Rename them, if they belong to it`;
  return { ...table, notes: [...(table.notes ?? []), { text: `Not used: ${unused.join(', ')}, ${why}.` }] };
}

/** Larger files hold more than may be declared, whatever is in them. */
const LARGEST = idxLimits.bytes + 1024;

function read(path: string): NamedBytes {
  let found;
  try {
    found = readAtMost(path, LARGEST);
  } catch (error) {
    return fail(path, error);
  }
  if ('size' in found) throw new DataError(`${path}: expected at most ${LARGEST.toLocaleString('en')} bytes, and found ${found.size.toLocaleString('en')}. Use a smaller file.`);
  return { name: path, bytes: found.bytes };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'found nothing there',
  ENOTDIR: 'found nothing there',
  EACCES: 'it may not be read by this user',
  EISDIR: 'found a folder',
  ELOOP: 'found links that lead in a circle',
  ENAMETOOLONG: 'the name is too long',
};

function fail(path: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const found = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  throw new DataError(`${path}: expected an IDX file or a folder with IDX files, and ${found}. Check the path.`, { cause: error });
}
