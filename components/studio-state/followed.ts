/** What is followed through the graph: an item that was pointed at, or a place of a code. It belongs to the view, and to one document. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useDocument } from './use-studio';

/** An item of a Dataset, by its place in the table. */
export interface FollowedItem {
  readonly node: string;
  readonly item: number;
}
/** A place of a code of two numbers, held by the node that gives it. */
export interface FollowedPlace {
  readonly node: string;
  readonly code: readonly [number, number];
}
interface Followed {
  /** The document that both belong to. */
  readonly document: string | null;
  readonly item: FollowedItem | null;
  readonly place: FollowedPlace | null;
}
const nothing: Followed = { document: null, item: null, place: null };
export const followedStore = createStore<Followed>(() => nothing);

/** Points at an item, or at none: the place is let go. */
export const followItem = (document: string, item: FollowedItem | null): void => followedStore.setState({ document, item, place: null });
/** Goes to a place of a code, or back to the item. */
export const followPlace = (document: string, place: FollowedPlace | null): void =>
  followedStore.setState((old) => ({ document, place, item: old.document === document ? old.item : null }));

function useOwn<T>(read: (followed: Followed) => T | null): T | null {
  const document = useDocument(({ id }) => id);
  return useStore(followedStore, (followed) => (followed.document === document ? read(followed) : null));
}
export const useFollowedItem = (): FollowedItem | null => useOwn(({ item }) => item);
export const useFollowedPlace = (): FollowedPlace | null => useOwn(({ place }) => place);
