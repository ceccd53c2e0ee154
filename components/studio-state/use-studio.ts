/** Hooks on the open document. Ask for as little as possible: a component re-renders when its selection changes. */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { graphStore, studioStore, type StudioState } from './studio-store';

/** The open document's state outside React; throws when none is open. */
export function getStudio(): StudioState {
  return there(studioStore.getState().open);
}

function there<T>(open: T | null): T {
  if (!open) throw new Error('internal: no document is open');
  return open;
}

/** Only below the shell, which mounts once a document is open. New arrays and objects are compared by their members. */
export function useStudio(): StudioState;
export function useStudio<T>(selector: (studio: StudioState) => T): T;
export function useStudio<T>(selector?: (studio: StudioState) => T): T | StudioState {
  return useStore(studioStore, useShallow((state) => (selector ? selector(there(state.open)) : there(state.open))));
}

export const useDocument = <T>(selector: (document: HourglassDocument) => T): T => useStore(graphStore, useShallow(({ open }) => selector(there(open).document)));
export const useAnalysis = <T>(selector: (analysis: Analysis) => T): T => useStore(graphStore, useShallow(({ open }) => selector(there(open).analysis)));
