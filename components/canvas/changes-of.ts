/** A storage that is written to only where the text is another. */
import type { StateStorage } from 'zustand/middleware';

/** For a store that changes with every move of the pointer while what is kept of it hardly ever does: writing takes longer than the rest of the change. */
export function changesOf(storage: Storage): StateStorage {
  const written = new Map<string, string>();
  return {
    getItem: (name) => storage.getItem(name),
    removeItem(name) {
      written.delete(name);
      storage.removeItem(name);
    },
    setItem(name, value) {
      if (written.get(name) !== value) storage.setItem(name, value);
      written.set(name, value);
    },
  };
}
