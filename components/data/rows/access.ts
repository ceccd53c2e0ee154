/**
 * Reading a file of rows by an access handle, which workers alone have: it fills memory that is there in a fifth of a millisecond for a MiB, where a `File` takes four and
 * makes new memory each time. Only handles of the mode `read-only` are used (Chromium): others shut out everybody else.
 */
import { fileOf } from '@/graph-engine/data/rows/in-memory';
import type { DataTable } from '@/graph-engine/data/table';
import { BlobRows, withRows } from './blob-rows';
import { rowsFolder } from './browser-files';
import type { Access } from './access-handle';

export interface WorkerFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle?(options?: { readonly mode: Access['mode'] }): Promise<Access>;
}

/** Null where there is none: then the rows are read from their `File`, and who does that is told what is wrong with it. */
async function accessTo(name: string): Promise<Access | null> {
  try {
    const handle: WorkerFileHandle | undefined = await (await rowsFolder())?.getFileHandle(name);
    const access = await handle?.createSyncAccessHandle?.({ mode: 'read-only' });
    if (access?.mode === 'read-only') return access;
    access?.close();
    return null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** In a worker: tables that came in a message, whose rows are read fast from now on. A file that is open cannot be removed: `close` what is read no more, or read now and then. */
export async function withAccess(table: DataTable): Promise<{ readonly table: DataTable; close(): void }> {
  const whole = withRows(table);
  const file = fileOf(whole);
  if (!(file instanceof BlobRows)) return { table: whole, close: () => undefined };
  file.access = await accessTo(file.name);
  return {
    table: whole,
    close() {
      file.access?.close();
      file.access = null;
    },
  };
}
