/** Writing for the user: what cannot be written is told before work is done for it, and a file is whole or not there. */
import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from './failure';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder does not exist',
};

function orFail(path: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new Failure(`${path} cannot be written: ${reasons[code] ?? code}.`);
  }
}

/** Makes the folder and those above it. @throws Failure */
export function makeFolder(path: string): void {
  orFail(path, () => {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  });
}
/** @throws Failure when a file could not be written there. */
export function expectWritable(path: string): void {
  orFail(path, () => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (!statSync(dirname(path)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(dirname(path), constants.W_OK);
  });
}
/** In one piece: a file of before stays until the new one is complete. @throws Failure */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const part = `${path}.part`;
  orFail(path, () => {
    try {
      writeFileSync(part, content);
      renameSync(part, path);
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
  });
}
