/** The first opening: whether the ways in are offered, and where the tour stands. That somebody was here is kept in the browser. */
import { useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { keptAs } from './settings-storage';

interface TourState {
  /** The ways in were answered, or somebody began without them: they are not offered again. */
  readonly seen: boolean;
  readonly welcome: boolean;
  /** The step of the tour that is shown. */
  readonly step: number | null;
}

export const tourStore = createStore<TourState>()(
  persist((): TourState => ({ seen: false, welcome: false, step: null }), {
    ...keptAs<Pick<TourState, 'seen'>>('hourglass-tour'),
    partialize: ({ seen }) => ({ seen }),
  }),
);

/** Nothing was opened here before: offers the ways in, unless that was done once. */
export const offerWelcome = (): void => void tourStore.setState(({ seen }) => ({ welcome: !seen }));
export const endWelcome = (): void => void tourStore.setState({ seen: true, welcome: false });
export const goToStep = (step: number | null): void => void tourStore.setState({ seen: true, welcome: false, step });
export const useTour = <T>(selector: (state: TourState) => T): T => useStore(tourStore, selector);
