/** Where the window's settings are kept: written only where the text is another, and a full store costs the setting, not the action that changed it. */
import { createJSONStorage, type PersistOptions, type StateStorage } from 'zustand/middleware';

/** A store may change with every move of the pointer while what is kept of it hardly ever does: writing takes longer than the rest of the change. */
export function settingsStorage(storage: Storage): StateStorage {
  const written = new Map<string, string>();
  return {
    getItem: (name) => storage.getItem(name),
    removeItem(name) {
      written.delete(name);
      storage.removeItem(name);
    },
    setItem(name, value) {
      if (written.get(name) === value) return;
      written.set(name, value);
      try {
        storage.setItem(name, value);
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        written.delete(name);
      }
    },
  };
}

/** How a store is kept in the browser, `Kept` of it, under its name; a server keeps nothing. */
export const keptAs = <Kept>(name: string, version = 1) =>
  ({ name, version, skipHydration: typeof window === 'undefined', storage: createJSONStorage<Kept>(() => settingsStorage(localStorage)) }) satisfies Partial<PersistOptions<Kept>>;
