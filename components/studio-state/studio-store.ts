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
  /** Counts changes of the document; autosave and the unsaved mark compare it. */
  readonly revision: number;
  /** The revision that was last downloaded or exported as a file. */
  readonly downloadedRevision: number;
  /** The revision that the browser keeps. */
  readonly savedRevision: number;
}

/** Null until a document is open; the shell shows a splash until then. */
export const studioStore = createStore<{ readonly open: StudioState | null }>(() => ({ open: null }));
