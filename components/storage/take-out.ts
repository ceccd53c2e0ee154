/** Parts of a store of the browser whose keys are lists of names: found by how these begin, taken out, and put back. */
import type { DBSchema, StoreKey, StoreNames, StoreValue } from 'idb';
import type { BrowserStore } from './browser-store';

/** All keys that begin with `place`, and are longer. */
export const under = (...place: readonly string[]): IDBKeyRange => IDBKeyRange.bound([...place], [...place, []]);

/** Takes out what lies at `places` and forgets what lies at `forgotten`, in one transaction; calling what it gives puts the former back. */
export async function takeOut<S extends DBSchema>(store: BrowserStore<S>, name: StoreNames<S>, places: readonly IDBKeyRange[], forgotten: readonly IDBKeyRange[] = []): Promise<() => Promise<void>> {
  const taken = await store.write([name], async (change) => {
    const kept = change.objectStore(name);
    const found: (readonly [StoreKey<S, StoreNames<S>>, StoreValue<S, StoreNames<S>>])[] = [];
    for (const place of places) {
      const [keys, values] = [await kept.getAllKeys(place), await kept.getAll(place)];
      keys.forEach((key, index) => found.push([key, values[index]!]));
    }
    for (const place of [...places, ...forgotten]) await kept.delete(place);
    return found;
  });
  return () =>
    store.write([name], async (change) => {
      for (const [key, value] of taken) await change.objectStore(name).put(value, key);
    });
}
