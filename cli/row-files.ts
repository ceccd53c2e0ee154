/** Rows of tables that are larger than memory, in files of the folder for temporary ones that have no name: nothing is left of them however the process ends. */
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { DataError } from '@/graph-engine/data/data-error';
import { NoRoom, type RowFiles, type RowNumbers } from '@/graph-engine/data/rows/row-file';

const bytesOf = (numbers: RowNumbers): Uint8Array => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
const CURE = 'Set TMPDIR to a folder with more room.';

/** @throws NoRoom */
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new NoRoom(`${code === 'ENOSPC' || code === 'EDQUOT' ? `${tmpdir()} is full` : `${tmpdir()} cannot be written to (${message})`}. ${CURE}`, { cause: error });
  }
}
/** Open, and in no folder. */
function unnamed(): number {
  const path = join(tmpdir(), `hourglass-rows-${randomUUID()}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return file;
}

export const rowFiles: RowFiles = {
  create({ count, width, precise, blockRows }) {
    const file = attempt(unnamed);
    let written = 0;
    return {
      append(rows) {
        const bytes = bytesOf(rows);
        for (let done = 0; done < bytes.length; ) done += attempt(() => writeSync(file, bytes, done, bytes.length - done, written + done));
        written += bytes.length;
      },
      done: (head) => ({
        count,
        width,
        precise,
        blockRows,
        head,
        read(first, into) {
          const bytes = bytesOf(into);
          const from = first * width * into.BYTES_PER_ELEMENT;
          for (let done = 0; done < bytes.length; ) {
            const read = readSync(file, bytes, done, bytes.length - done, from + done);
            if (read === 0) throw new DataError(`Expected the rows of a table in ${tmpdir()}, and found fewer. Read the table again.`);
            done += read;
          }
        },
      }),
      discard: () => closeSync(file),
    };
  },
};
