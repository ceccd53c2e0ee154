/** Classes from folders: the innermost one whose name is not the same for all pictures. */
import type { Labels } from '../table';
import { MOST_CLASSES } from '../formats/labels';
import { byName } from './by-name';

const foldersOf = (path: string): readonly string[] => path.split(/[\\/]/).slice(0, -1).filter((part) => part !== '' && part !== '.');
/** For pictures that lie beside the folders of the others. */
const OUTSIDE = 'in no folder';

export interface FolderClasses {
  /** Sorted. */
  readonly names: readonly string[];
  /** One of each path. */
  readonly labels: Labels;
}

/** Null where the folders tell no classes apart, or too many. */
export function folderClasses(paths: readonly string[]): FolderClasses | null {
  const folders = paths.map(foldersOf);
  const deepest = folders.reduce((most, { length }) => Math.max(most, length), 0);
  for (let up = 1; up <= deepest; up++) {
    const found = folders.map((parts) => parts.at(-up) ?? OUTSIDE);
    const names = [...new Set(found)].toSorted(byName);
    if (names.length < 2) continue;
    if (names.length > MOST_CLASSES) return null;
    const numbers = new Map(names.map((name, i) => [name, i]));
    const labels = names.length > 256 ? new Uint16Array(paths.length) : new Uint8Array(paths.length);
    found.forEach((name, i) => (labels[i] = numbers.get(name)!));
    return { names, labels };
  }
  return null;
}

/** The folder that all lie in, the innermost; null where there is none. */
export function commonFolder(paths: readonly string[]): string | null {
  let common = foldersOf(paths[0] ?? '');
  for (const path of paths) {
    const folders = foldersOf(path);
    const differs = common.findIndex((part, i) => part !== folders[i]);
    if (differs >= 0) common = common.slice(0, differs);
  }
  return common.at(-1) ?? null;
}
