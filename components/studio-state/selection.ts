/** What is selected. It belongs to the view, not to the document, and is never undone or saved. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface Selection {
  readonly nodes: readonly string[];
  readonly wires: readonly string[];
  readonly frames: readonly string[];
  readonly notes: readonly string[];
  /** One layer inside a selected node. */
  readonly layer: { readonly node: string; readonly layer: string } | null;
}

export const noSelection: Selection = { nodes: [], wires: [], frames: [], notes: [], layer: null };

export const selectionStore = createStore<Selection>(() => noSelection);

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id, i) => id === b[i]);

/** Replaces the selection: what is not named is deselected. */
export function select(next: Partial<Selection>): void {
  const before = selectionStore.getState();
  const wanted = { ...noSelection, ...next };
  const same =
    sameList(before.nodes, wanted.nodes) &&
    sameList(before.wires, wanted.wires) &&
    sameList(before.frames, wanted.frames) &&
    sameList(before.notes, wanted.notes) &&
    before.layer?.node === wanted.layer?.node &&
    before.layer?.layer === wanted.layer?.layer;
  if (!same) selectionStore.setState(wanted, true);
}

export const getSelection = (): Selection => selectionStore.getState();

export function useSelection(): Selection;
export function useSelection<T>(selector: (selection: Selection) => T): T;
export function useSelection<T>(selector?: (selection: Selection) => T): T | Selection {
  return useStore(selectionStore, selector ?? ((selection) => selection as T & Selection));
}
