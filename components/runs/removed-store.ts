/** The run that was removed last: it can be brought back as long as the page is open, also when the list was closed meanwhile. */
import { createStore } from 'zustand/vanilla';
import type { Removed } from './open-run';

export const removedStore = createStore<{ readonly removed: Removed | null }>(() => ({ removed: null }));
export const setRemoved = (removed: Removed | null): void => removedStore.setState({ removed });
