/** Keeps downloaded files in IndexedDB, under the address they came from. */
import { openDB, type DBSchema } from 'idb';
import type { ByteCache } from './download';

interface Schema extends DBSchema {
  files: { key: string; value: Uint8Array };
}

export async function openDownloadCache(name = 'hourglass-downloads'): Promise<ByteCache & { close(): void }> {
  const database = await openDB<Schema>(name, 1, {
    upgrade: (database) => {
      database.createObjectStore('files');
    },
  });
  return {
    read: async (address) => (await database.get('files', address)) ?? null,
    write: async (address, bytes) => {
      await database.put('files', bytes, address);
    },
    close: () => database.close(),
  };
}
