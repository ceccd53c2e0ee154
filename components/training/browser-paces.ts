/** What a step takes on each backend, in IndexedDB: a preference of this browser, which is measured again where it is lost. */
import type { DBSchema } from 'idb';
import type { PaceStorage } from '@/graph-engine/training/pace/pace-storage';
import type { Pace } from '@/graph-engine/training/protocol';
import { BrowserStore } from '@/components/storage/browser-store';
import { whyNotKept } from '@/components/storage/why-not-kept';

interface Schema extends DBSchema {
  /** By model and machine. */
  paces: { key: string; value: readonly Pace[] };
}
/** Every edit of a model is another one: with so many, all are forgotten. */
const MOST = 500;

/** Null where the browser keeps nothing. */
async function ifKept<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (whyNotKept(error) === null) throw error;
    return null;
  }
}

export class BrowserPaces implements PaceStorage {
  private readonly store = new BrowserStore<Schema>({ name: 'hourglass-paces', version: 1, upgrade: (db) => void db.createObjectStore('paces') });

  async load(key: string): Promise<readonly Pace[] | null> {
    return (await ifKept(this.store.use((db) => db.get('paces', key)))) ?? null;
  }
  async save(key: string, paces: readonly Pace[]): Promise<void> {
    await ifKept(
      this.store.write(['paces'], async (change) => {
        const all = change.objectStore('paces');
        if ((await all.count()) >= MOST) await all.clear();
        await all.put(paces, key);
      }),
    );
  }
}
