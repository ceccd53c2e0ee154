/**
 * Files of one folder that change together: at every moment the folder holds the old set or the new one, also for a process that is killed or a disk that is
 * full. The new set is written into a folder beside, which one rename then makes the pending one: from there on it counts. Its files are moved to their places
 * after that, and readers look into the pending folder first, so that a move that was cut short is finished by whoever comes next. Other files stay as they are.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure';
import { orFail, writeDurably } from './files';
import { readBytes } from './read-at-most';

const PENDING = '.hourglass-pending';
const STAGING = /^\.hourglass-write-(\d+)$/;
/** Times that a reader begins anew because the set was replaced under its eyes. */
const TRIES = 50;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
function unless(codes: readonly string[], act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!codes.includes(codeOf(error) ?? '')) throw error;
  }
}
/** What was renamed in it survives a loss of power; where folders cannot be opened, the system sees to it. */
function syncFolder(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return;
  }
  try {
    unless(['EPERM', 'EINVAL', 'EISDIR', 'EBADF', 'ENOTSUP'], () => fsyncSync(file));
  } finally {
    closeSync(file);
  }
}
/** Paths of the files below, relative to it; none where it does not exist. */
function filesBelow(folder: string, under = ''): string[] {
  try {
    return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
      const path = join(under, entry.name);
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Moves what is pending to its places. Another process may do the same at the same time. */
function settle(folder: string): void {
  const pending = join(folder, PENDING);
  if (!statSync(pending, { throwIfNoEntry: false })) return;
  for (const name of filesBelow(pending)) {
    const target = join(folder, name);
    unless(['ENOENT'], () => {
      mkdirSync(dirname(target), { recursive: true });
      renameSync(join(pending, name), target);
    });
  }
  // Empty folders are left; a set that came meanwhile is not.
  unless(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => removeEmptyFolders(pending));
  syncFolder(folder);
}
function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  rmdirSync(folder);
}

/** What writers that were killed have left. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = STAGING.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** The folder must exist; names may lie in folders below. @throws Failure, and then nothing has changed. */
export function writeTogether(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const staging = join(folder, `.hourglass-write-${process.pid}`);
  orFail(folder, () => {
    try {
      removeAbandoned(folder);
      rmSync(staging, { recursive: true, force: true });
      mkdirSync(staging);
      for (const [name, content] of files) {
        if (statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory()) throw new Failure(`${join(folder, name)} cannot be written: it is a folder.`);
        mkdirSync(dirname(join(staging, name)), { recursive: true });
        writeDurably(join(staging, name), content);
      }
      syncFolder(staging);
      commit(folder, staging);
    } catch (error) {
      rmSync(staging, { recursive: true, force: true });
      throw error;
    }
    settle(folder);
  });
}
/** A set that another process has put there meanwhile goes to its places first. */
function commit(folder: string, staging: string): void {
  for (let tries = 0; ; tries++) {
    settle(folder);
    try {
      renameSync(staging, join(folder, PENDING));
      break;
    } catch (error) {
      if (tries === TRIES || !['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error) ?? '')) throw error;
    }
  }
  syncFolder(folder);
}

/** One set of files, by name, of at most so many bytes each; those that are not there are left out. @throws Failure */
export function readTogether(folder: string, limits: Readonly<Record<string, number>>): ReadonlyMap<string, Uint8Array> {
  const names = Object.keys(limits);
  try {
    settle(folder);
  } catch {
    // Who may only read finds the pending files where they are.
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const before = signature(folder, names);
    const found = readOnce(folder, limits);
    if (found && signature(folder, names) === before) return found;
  }
  throw new Failure(`${folder} is being written all the time. Try again in a moment.`);
}
/** Null where a file went away between looking and reading. */
function readOnce(folder: string, limits: Readonly<Record<string, number>>): Map<string, Uint8Array> | null {
  const found = new Map<string, Uint8Array>();
  for (const [name, limit] of Object.entries(limits)) {
    const path = [join(folder, PENDING, name), join(folder, name)].find((one) => statSync(one, { throwIfNoEntry: false }));
    if (path === undefined) continue;
    try {
      found.set(name, readBytes(path, limit));
    } catch (error) {
      if (error instanceof Failure && codeOf(error.cause ?? {}) === 'ENOENT') return null;
      throw error;
    }
  }
  return found;
}
/** Changes when any of the files is replaced or moved. */
function signature(folder: string, names: readonly string[]): string {
  const of = (path: string): string => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : '-';
  };
  return names.flatMap((name) => [of(join(folder, PENDING, name)), of(join(folder, name))]).join();
}
