/** Files as the browser gives them: of a dialog, of a drop with its folders, of the clipboard. */
import type { GivenFile } from './read-protocol';

export const givenOf = (files: Iterable<File>): readonly GivenFile[] => Array.from(files, (file) => ({ name: file.webkitRelativePath || file.name, blob: file }));

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));
const batchOf = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> => new Promise((resolve, reject) => reader.readEntries(resolve, reject));

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function walk(entry: FileSystemEntry, found: GivenFile[]): Promise<void> {
  // What systems put beside files is nobody's data, nor are the packages of a project.
  if (entry.name.startsWith('.') || entry.name === 'node_modules') return;
  if (!isFolder(entry)) {
    found.push({ name: entry.fullPath.replace(/^\//, ''), blob: await fileOf(entry as FileSystemFileEntry) });
    return;
  }
  const reader = entry.createReader();
  for (let batch = await batchOf(reader); batch.length > 0; batch = await batchOf(reader)) for (const one of batch) await walk(one, found);
}

/** Files of a drop, those in folders by their paths from where it was taken. */
export async function filesIn(entries: readonly (FileSystemEntry | null)[], files: readonly File[]): Promise<readonly GivenFile[]> {
  if (!entries.some((entry) => entry?.isDirectory)) return givenOf(files);
  const found: GivenFile[] = [];
  for (const entry of entries) if (entry) await walk(entry, found);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}
