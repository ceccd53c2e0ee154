/** A file of the disk that is read in parts: opened once, each part from its place, so that a file larger than memory is never held. */
import { close, fstatSync, openSync, read } from 'node:fs';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { DataError } from '@/graph-engine/data/data-error';
import type { ByteSource } from '@/graph-engine/data/formats/definition';
import { Failure } from './failure';
import { reasonOf } from './files';

export interface FileSource extends ByteSource {
  close(): Promise<void>;
}
const readAt = promisify(read);

/** @throws Failure for what cannot be opened or is no file, such as a folder or a pipe */
export function fileSource(path: string): FileSource {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new Failure(unreadable(path, error), 1, { cause: error });
  }
  const stat = fstatSync(file);
  const shut = promisify(close);
  if (!stat.isFile()) {
    void shut(file);
    throw new Failure(`${path} cannot be read: ${stat.isDirectory() ? 'it is a folder' : 'it is no file that can be read twice, such as a pipe: write it to a file first'}.`);
  }
  return {
    name: basename(path),
    size: stat.size,
    async slice(from, to) {
      const bytes = new Uint8Array(Math.max(0, to - from));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await readAt(file, bytes, filled, bytes.length - filled, from + filled).catch((error: unknown) => {
          throw new DataError(unreadable(path, error), { cause: error });
        });
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled === bytes.length ? bytes : bytes.subarray(0, filled);
    },
    close: () => shut(file),
  };
}

function unreadable(path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'EACCES' || code === 'EPERM' ? 'this user may not read it' : (reasonOf({ code }) ?? message);
  return `${path} cannot be read: ${reason}.`;
}
