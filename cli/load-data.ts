/** Data from the disk for the command line: a file of any kind, a folder of pictures, or IDX files with their labels beside them. */
import { readdirSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { DataError } from '@/graph-engine/data/data-error';
import { arrayFormats } from '@/graph-engine/data/formats/array-formats';
import type { ByteSource } from '@/graph-engine/data/formats/definition';
import { idxLimits } from '@/graph-engine/data/formats/idx-header';
import { openFiles } from '@/graph-engine/data/open-files';
import type { OpenOptions, Opened } from '@/graph-engine/data/opened';
import { chooseBeside, chooseSet, isIdxName, type Chosen } from './choose-files';
import { fileSource } from './file-source';
import { readAtMost } from './read-at-most';
import { rowFiles } from './row-files';
import { bytesSource } from '@/graph-engine/data/formats/source-of-bytes';
import { openIdx } from '@/graph-engine/data/formats/idx-array';
import { tableOfIdx } from '@/graph-engine/data/formats/idx-table';
import type { NamedBytes } from '@/graph-engine/data/formats/definition';
import { mustBeInMemory } from '@/graph-engine/data/rows/in-memory';
import type { MemoryTable } from '@/graph-engine/data/table';

/** Of a folder and those in it. */
const MOST_FILES = 1_000_000;

/** `labels`: the path of theirs, whatever its name. @throws DataError: nothing there, nothing that can be read, a damaged file */
export async function openDataPath(path: string, options: OpenOptions = {}, labels?: string): Promise<Opened> {
  const { isFolder, isIdx } = await kindOf(path);
  if (isIdx) return loadIdx(path, isFolder, options, labels);
  if (labels !== undefined) throw new DataError(`${labels}: labels in a file of their own belong to IDX files, and ${path} is none. Of a table, name the column with --label.`);
  return withSources(path, isFolder, (sources) => openFiles(sources, { rows: rowFiles, ...options }));
}

/** What is read of a path, whole and by names without the folders above it, to be read elsewhere; `labels` as in openDataPath. @throws DataError */
export async function readDataFiles(path: string, labels?: string): Promise<readonly NamedBytes[]> {
  const { isFolder, isIdx } = await kindOf(path);
  if (isIdx) {
    const { folder, files } = await idxFiles(path, isFolder);
    const [images, ...beside] = files.map((name) => join(folder, name));
    return [images!, ...(labels === undefined ? beside : [labels])].map((file) => ({ ...read(file), name: basename(file) }));
  }
  return withSources(path, isFolder, async (sources) => {
    const found: NamedBytes[] = [];
    for (const source of sources) found.push({ name: source.name, bytes: await source.slice(0, source.size) });
    return found;
  });
}

async function kindOf(path: string): Promise<{ readonly isFolder: boolean; readonly isIdx: boolean }> {
  const isFolder = (await stat(path).catch((error: unknown) => fail(path, error))).isDirectory();
  return { isFolder, isIdx: await (isFolder ? isIdxFolder(path) : isIdxFile(path)) };
}
async function withSources<T>(path: string, isFolder: boolean, use: (sources: readonly ByteSource[]) => Promise<T>): Promise<T> {
  const sources = isFolder ? filesBelow(path) : [fileSource(path)];
  if (sources.length === 0) throw new DataError(`${path}: expected files, and found an empty folder. Name a folder of pictures, or a file.`);
  try {
    return await use(sources);
  } finally {
    for (const source of sources) await source.close();
  }
}
async function idxFiles(path: string, isFolder: boolean): Promise<Chosen & { readonly folder: string }> {
  const folder = isFolder ? path : dirname(path);
  const names = await readdir(folder).catch((error: unknown) => fail(path, error));
  return { folder, ...(isFolder ? chooseSet(path, names) : chooseBeside(basename(path), names)) };
}

/** The items alone, in memory. */
export const loadDataPath = async (path: string, options: OpenOptions = {}, labels?: string): Promise<MemoryTable> => mustBeInMemory((await openDataPath(path, options, labels)).table);

async function loadIdx(path: string, isFolder: boolean, options: OpenOptions, labels: string | undefined): Promise<Opened> {
  const { folder, files, unused } = await idxFiles(path, isFolder);
  if (labels !== undefined) {
    // That they are labels was said: their name need not say it.
    return { kind: 'arrays', table: tableOfIdx(openIdx(read(join(folder, files[0]!))), openIdx(read(labels)), options), columns: [], scan: null, preset: null };
  }
  const opened = await openFiles(files.map((name) => whole(read(join(folder, name)))), options);
  if (unused.length === 0) return opened;
  const why = isFolder ? `beside ${files.join(' and ')}. Name another images file with --data` : `since the labels of ${files[0]} would have its name with “labels” for “images”. Rename them, if they belong to it`;
  const { table } = opened;
  return { ...opened, table: { ...table, notes: [...(table.notes ?? []), { text: `Not used: ${unused.join(', ')}, ${why}.` }] } };
}

/** By its whole name, with folders: messages show them, and they may be classes. */
export const whole = (file: NamedBytes): ByteSource => ({ ...bytesSource(file), name: file.name });

const isIdxFolder = async (path: string): Promise<boolean> => (await readdir(path).catch((error: unknown) => fail(path, error))).some(isIdxName);
async function isIdxFile(path: string): Promise<boolean> {
  const source = fileSource(path);
  try {
    const start = await source.slice(0, 4096);
    return arrayFormats.find((format) => format.recognises(start, path))?.id === 'idx';
  } finally {
    await source.close();
  }
}

/** Files of the folder and of those in it, named by their paths from it; each is opened when it is read. */
function filesBelow(folder: string): (ByteSource & { close(): Promise<void> })[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  if (found.length > MOST_FILES) throw new DataError(`${folder}: expected at most ${MOST_FILES.toLocaleString('en')} files, and found ${found.length.toLocaleString('en')}. Name a folder in it.`);
  return found.map((entry) => opened(join(entry.parentPath, entry.name), folder)).sort((a, b) => (a.name < b.name ? -1 : 1));
}
function opened(path: string, folder: string): ByteSource & { close(): Promise<void> } {
  const name = relative(folder, path).split(sep).join('/');
  // A folder may hold more files than a process may open.
  const once = async <T>(use: (source: ReturnType<typeof fileSource>) => Promise<T>): Promise<T> => {
    const source = fileSource(path);
    try {
      return await use(source);
    } finally {
      await source.close();
    }
  };
  return { name, size: statSync(path).size, slice: (from, to) => once((source) => source.slice(from, to)), close: () => Promise.resolve() };
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
  throw new DataError(`${path}: expected a file or a folder with data, and ${found}. Check the path.`, { cause: error });
}
