/** Writing for the user: what cannot be written is told before work is done for it, and a file is whole or not there. */
import { accessSync, closeSync, constants, fsyncSync, lstatSync, mkdirSync, openSync, realpathSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from './failure';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user has used up the room on the disk',
  EFBIG: 'the file would be larger than is allowed there',
  EIO: 'the disk reports a fault',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder does not exist',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
};

/** Why the system refused, in words; undefined where it was not the system. */
export const reasonOf = ({ code }: { readonly code?: string | undefined }): string | undefined => (code === undefined ? undefined : (reasons[code] ?? code));

/** A fault of the disk or of the path as one line. @throws Failure */
export function orFail<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const reason = reasonOf(error as NodeJS.ErrnoException);
    if (reason === undefined || error instanceof Failure) throw error;
    throw new Failure(`${path} cannot be written: ${reason}.`);
  }
}

/** Those that are not there, outermost first. Node's own recursive mkdir never ends where the system says of a new folder that it does not exist (/proc). */
function missingFolders(path: string): string[] {
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    const stat = statSync(at, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return missing;
    if (stat) throw Object.assign(new Error(), { code: missing.length ? 'ENOTDIR' : 'EEXIST' });
    missing.unshift(at);
  }
}
/** Makes the folder and those above it. Returns what takes them away again, as far as they are empty and were not there before. @throws Failure */
export function makeFolder(path: string): () => void {
  return orFail(path, () => {
    const missing = missingFolders(path);
    const made: string[] = [];
    const undo = (): void => removeEmpty(made.toReversed());
    try {
      for (const folder of missing) {
        mkdirSync(folder);
        made.push(folder);
      }
      accessSync(path, constants.W_OK);
    } catch (error) {
      undo();
      throw error;
    }
    return undo;
  });
}
/** Innermost first, until one is not empty. */
function removeEmpty(folders: readonly string[]): void {
  try {
    for (const folder of folders) rmdirSync(folder);
  } catch {
    // Somebody put something there meanwhile: it stays.
  }
}
/** @throws Failure when a file could not be written there. */
export function expectWritable(path: string): void {
  orFail(path, () => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (!statSync(dirname(path)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(dirname(path), constants.W_OK);
  });
}

/** On the disk when it returns, not only in the memory of the system. */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const file = openSync(path, 'w');
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
/** In one piece: a file of before stays until the new one is complete. What is no file, such as a pipe, is written to as it is. @throws Failure */
export function writeWhole(path: string, content: string | Uint8Array): void {
  orFail(path, () => {
    const target = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? realpathSync(path) : path;
    if (statSync(target, { throwIfNoEntry: false })?.isFile() === false) return writeFileSync(target, content);
    const part = join(dirname(target), `.${basename(target).slice(0, 200)}.${process.pid}.part`);
    try {
      writeDurably(part, content);
      renameSync(part, target);
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
  });
}
