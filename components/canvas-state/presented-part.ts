/** The parts that the graph is presented in, where it is too large for its words as a whole. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface Parts {
  readonly count: number;
  /** From 0. */
  readonly shown: number;
}
interface Room {
  readonly width: number;
  readonly height: number;
}

const store = createStore<Parts>(() => ({ count: 1, shown: 0 }));
let divided: { readonly room: Room; readonly parts: readonly (readonly string[])[] } | null = null;

export const setPart = (shown: number): void => store.setState({ shown });
export const partCount = (): number => store.getState().count;
export const usePartCount = (): number => useStore(store, ({ count }) => count);

/**
 * Ids of the part that is its turn in this room; null for the whole. Cards grow and shrink with their pictures:
 * it is split again at its beginning and in another room, so that who has gone on has as many parts as before.
 */
export function partIn(room: Room, split: () => readonly (readonly string[])[]): readonly string[] | null {
  const { shown } = store.getState();
  if (!divided || shown === 0 || divided.room.width !== room.width || divided.room.height !== room.height) {
    divided = { room, parts: split() };
    const count = Math.max(1, divided.parts.length);
    if (partCount() !== count) store.setState({ count });
  }
  const { parts } = divided;
  return parts.length < 2 ? null : (parts[shown] ?? parts[0]!);
}
