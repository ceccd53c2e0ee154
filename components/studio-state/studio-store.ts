/**
 * What is open: the document as drawn, its analysis, its history, and whether it may be edited.
 * Written only by studio.ts; components read it through the hooks with narrow selectors.
 */
import { createStore } from 'zustand/vanilla';
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';

export interface HistoryRow {
  /** What was done, as a phrase: "Move 2 nodes". */
  readonly label: string;
  /** When, in milliseconds; null for the opening of a document. */
  readonly at: number | null;
  /** Of a step of what lies outside the document. */
  readonly mark?: string;
}

export interface StudioState {
  readonly document: HourglassDocument;
  readonly analysis: Analysis;
  /** Steps that can be undone, oldest first, then the steps that can be redone. */
  readonly history: readonly HistoryRow[];
  /** How many steps of `history` are applied. */
  readonly historyPosition: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Why the document cannot be edited (another tab holds it), or null. */
  readonly readOnly: string | null;
  /** Names this state of the document. */
  readonly revision: number;
  /** The browser keeps this revision. */
  readonly kept: boolean;
  /** The revision that was last downloaded as a file, or null. */
  readonly downloadedRevision: number | null;
}

/** Null until a document is open; the shell shows a splash until then. */
export const studioStore = createStore<{ readonly open: StudioState | null }>(() => ({ open: null }));

/** The document and its analysis alone: what every node and wire listens to does not speak when something else changes, such as what is saved. */
export const graphStore = createStore<{ readonly open: Pick<StudioState, 'document' | 'analysis'> | null }>(() => ({ open: null }));
studioStore.subscribe(({ open }) => {
  const known = graphStore.getState().open;
  if (open?.document !== known?.document || open?.analysis !== known?.analysis) graphStore.setState({ open });
});
