/** In the reading worker: writes rows of a large table into a file of the browser. */
import { NoRoom, type RowFiles, type RowNumbers } from '@/graph-engine/data/rows/row-file';
import type { WorkerFileHandle } from './access';
import type { Access } from './access-handle';
import { BlobRows } from './blob-rows';
import { removeLeftovers, removeRows, rowsFolder } from './browser-files';

/** Chromium writes less than it was given where the page has no room left, and where the disk has none. */
const FULL = 'the browser gives this page no more room, or the disk is full. Remove data that it keeps, or free space on the disk.';
/** @throws NoRoom */
function noRoom(error: unknown): never {
  const { name, message } = error as DOMException;
  const reason = name === 'QuotaExceededError' ? FULL : `the browser does not let a file be written (${message}).`;
  throw new NoRoom(reason, { cause: error });
}
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return noRoom(error);
  }
}

/** `name`: of the file, which the page holds the lock of. */
export const opfsRows = (name: string, above: number): RowFiles => ({
  above,
  async create(shape) {
    const open = async (): Promise<{ readonly handle: WorkerFileHandle; readonly access: Access }> => {
      const folder = await rowsFolder(true);
      if (!folder) throw new NoRoom('this browser keeps no files for a page.');
      await removeLeftovers();
      const handle: WorkerFileHandle = await folder.getFileHandle(name, { create: true });
      if (!handle.createSyncAccessHandle) throw new NoRoom('this browser is too old to write files for a page. Use a newer one.');
      return { handle, access: await handle.createSyncAccessHandle() };
    };
    const { handle, access } = await open().catch((error: unknown) => (error instanceof NoRoom ? Promise.reject(error) : noRoom(error)));
    let written = 0;
    return {
      append(rows: RowNumbers) {
        const bytes = attempt(() => access.write(rows, { at: written }));
        if (bytes !== rows.byteLength) throw new NoRoom(FULL);
        written += bytes;
      },
      async done(head) {
        attempt(() => access.flush());
        access.close();
        return new BlobRows({ ...shape, head, name, blob: await handle.getFile().catch(noRoom) });
      },
      async discard() {
        access.close();
        await removeRows(name);
      },
    };
  },
});
