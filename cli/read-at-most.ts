/** Reads a file or a pipe, and no more of it than can be used. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { Failure } from './failure';
import { reasonOf } from './files';

const CHUNK = 1 << 20;

export type Read = { readonly bytes: Uint8Array } | { readonly size: number };

/** The bytes, or, when there are more than `limit`, how many: those that a file has, or those of a pipe that came until then. */
export function readAtMost(path: string, limit: number): Read {
  const file = openSync(path, 'r');
  try {
    const stat = fstatSync(file);
    if (stat.isFile()) return stat.size > limit ? { size: stat.size } : { bytes: new Uint8Array(readFileSync(file)) };
    const parts: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const part = new Uint8Array(CHUNK);
      const read = readSync(file, part);
      if (read === 0) return { bytes: new Uint8Array(Buffer.concat(parts)) };
      parts.push(part.subarray(0, read));
      size += read;
      if (size > limit) return { size };
    }
  } finally {
    closeSync(file);
  }
}

/** @throws Failure for what cannot be read, or is larger than `limit`. */
export function readBytes(path: string, limit: number): Uint8Array {
  let read;
  try {
    read = readAtMost(path, limit);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'EACCES' || code === 'EPERM' ? 'this user may not read it' : (reasonOf({ code }) ?? message);
    throw new Failure(`${path} cannot be read: ${reason}.`, 1, { cause: error });
  }
  if ('size' in read) throw new Failure(`${path} is too large: expected at most ${limit.toLocaleString('en')} bytes, and found ${read.size.toLocaleString('en')}.`);
  return read.bytes;
}
