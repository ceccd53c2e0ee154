/** What the user marked in the palette, by the key of its offer; kept in the browser. */
import { useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { keptAs } from '@/components/studio-state/settings-storage';

export interface Favourites {
  readonly keys: readonly string[];
}

/** What is kept may be damaged, or of another version. */
export function soundFavourites(kept: unknown): Favourites {
  const keys = typeof kept === 'object' && kept !== null && 'keys' in kept ? kept.keys : [];
  return { keys: Array.isArray(keys) ? [...new Set(keys.filter((key): key is string => typeof key === 'string'))] : [] };
}

const favouritesStore = createStore<Favourites>()(
  persist((): Favourites => ({ keys: [] }), {
    ...keptAs<Favourites>('hourglass-favourites'),
    merge: soundFavourites,
  }),
);

export const useFavourites = (): readonly string[] => useStore(favouritesStore, ({ keys }) => keys);
export const getFavourites = (): readonly string[] => favouritesStore.getState().keys;
/** Marks it last, or no longer. */
export function toggleFavourite(key: string): void {
  favouritesStore.setState(({ keys }) => ({ keys: keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key] }));
}
