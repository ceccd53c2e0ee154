/** What came in together: files by their paths, from a drop, a folder or a zip archive. */
import { DataError } from '../data/data-error';
import type { ByteSource } from '../data/formats/definition';
import { refuse } from '../data/formats/refuse';
import { zip } from '../data/formats/zip';
import { printable } from '../diagnostics/printable';
import { LARGEST, MEMBERS } from './members';

export interface Bag {
  /** As the user knows it, for messages. */
  readonly name: string;
  readonly files: ReadonlyMap<string, ByteSource>;
}
export interface PlacedFile {
  /** Parted by `/`. */
  readonly path: string;
  readonly source: ByteSource;
}
const START = 4096;

export const startOf = (source: ByteSource): Promise<Uint8Array> => source.slice(0, Math.min(START, source.size));

/** Of an archive that PyTorch wrote, which is no archive of files for people. */
export const holdsPickle = (paths: Iterable<string>): boolean => [...paths].some((path) => /(^|\/)data\.pkl$/.test(path));

/** Paths from the folder that holds the drawing, where there is one. @throws DataError where several do */
function fromItsRoot({ name, files }: Bag): Bag {
  const folders = [...files.keys()].flatMap((path) => (path === MEMBERS.graph || path.endsWith(`/${MEMBERS.graph}`) ? [path.slice(0, -MEMBERS.graph.length)] : []));
  const depth = (path: string): number => path.split('/').length;
  const least = Math.min(...folders.map(depth));
  const roots = folders.filter((folder) => depth(folder) === least);
  if (roots.length > 1) refuse(name, 'one project', `${roots.length}: ${roots.slice(0, 3).map((root) => printable(root)).join(', ')}`, 'Give one of them.');
  const [root] = roots;
  if (!root) return { name, files };
  return { name, files: new Map([...files].flatMap(([path, source]) => (path.startsWith(root) ? [[path.slice(root.length), source] as const] : []))) };
}

/** A lone zip archive is opened; one in an archive or a folder is a file like others. @throws DataError */
export async function bagOf(name: string, given: readonly PlacedFile[]): Promise<Bag> {
  const [only] = given;
  if (!only) throw new DataError('Expected a file, and found none at all. Choose one with weights or a project.');
  const isZip = given.length === 1 && only.source.size > 0 && zip.recognises(await startOf(only.source), only.path);
  const files = isZip ? (await zip.list(only.source)).map((entry) => [entry.name, entry] as const) : given.map(({ path, source }) => [path, source] as const);
  return fromItsRoot({ name, files: new Map(files) });
}

/** Null where it is not there. @throws DataError for one that is larger than its kind can be */
export async function memberOf({ name, files }: Bag, path: string, largest = LARGEST[path] ?? 2 ** 24): Promise<Uint8Array | null> {
  const source = files.get(path);
  if (!source) return null;
  if (source.size > largest) refuse(`${name}, ${path}`, `at most ${largest.toLocaleString('en')} bytes`, source.size.toLocaleString('en'), 'It is no file of this kind, or damaged.');
  return source.slice(0, source.size);
}
