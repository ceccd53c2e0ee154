/** How wide the panel over the canvas is, 0 while none is there: one that is loaded first comes later than it was asked for. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const coverStore = createStore<{ readonly width: number }>(() => ({ width: 0 }));
export const setCover = (width: number): void => coverStore.setState({ width });
export const useCover = (): number => useStore(coverStore, ({ width }) => width);
