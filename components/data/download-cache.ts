/** Keeps downloaded files in IndexedDB, under the address they came from. */
import type { DBSchema } from 'idb';
import type { ByteCache } from '@/graph-engine/data/sources/download';
import { BrowserStore } from '@/components/storage/browser-store';
import { whyNotKept } from '@/components/storage/why-not-kept';

interface Schema extends DBSchema {
  files: { key: string; value: Uint8Array };
}

export interface DownloadCache extends ByteCache {
  list(): Promise<readonly { readonly address: string; readonly bytes: number }[]>;
  remove(address: string): Promise<void>;
}

export function downloadCache(name = 'hourglass-downloads'): DownloadCache {
  const store = new BrowserStore<Schema>({ name, version: 1, upgrade: (db) => void db.createObjectStore('files') });
  return {
    read: (address) => store.use(async (db) => (await db.get('files', address)) ?? null),
    list: () =>
      store.use(async (db) => {
        const found: { address: string; bytes: number }[] = [];
        for (let at = await db.transaction('files').store.openCursor(); at; at = await at.continue()) found.push({ address: at.key, bytes: at.value.length });
        return found;
      }),
    remove: (address) => store.write(['files'], (change) => change.objectStore('files').delete(address)),
    async write(address, bytes) {
      try {
        await store.write(['files'], (change) => change.objectStore('files').put(bytes, address));
      } catch (error) {
        throw new Error(whyNotKept(error) ?? String(error), { cause: error });
      }
    },
  };
}
