/** The tables of the document's Dataset nodes: loading, there, or what stands in the way. Tables are shared by source. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DataTable } from '@/graph-engine/data/table';
import { useStudio } from '@/components/studio-state/use-studio';
import { sourceOf } from './data-source';

export type DataEntry =
  | { readonly status: 'loading'; readonly loaded: number; readonly total: number; cancel(): void }
  | { readonly status: 'ready'; readonly table: DataTable }
  /** Must be downloaded first; `bytes` as published. */
  | { readonly status: 'download'; readonly bytes: number }
  | { readonly status: 'file' }
  | { readonly status: 'error'; readonly message: string };

export const dataStore = createStore<{ readonly entries: Readonly<Record<string, DataEntry>> }>(() => ({ entries: {} }));

export const entryOf = (key: string): DataEntry | null => dataStore.getState().entries[key] ?? null;
export const setEntry = (key: string, entry: DataEntry): void => dataStore.setState(({ entries }) => ({ entries: { ...entries, [key]: entry } }));
export const dropEntry = (key: string): void => dataStore.setState(({ entries: { [key]: _, ...entries } }) => ({ entries }));
/** Tables are large: those that nobody asks for are let go. */
export const keepOnly = (keys: ReadonlySet<string>): void =>
  dataStore.setState(({ entries }) => ({ entries: Object.fromEntries(Object.entries(entries).filter(([key]) => keys.has(key))) }));

/** The data of a Dataset node; null for other nodes, and before loading began. */
export function useData(nodeId: string): DataEntry | null {
  const key = useStudio(({ document }) => sourceOf(document, nodeId)?.key ?? null);
  return useStore(dataStore, ({ entries }) => (key && entries[key]) || null);
}
