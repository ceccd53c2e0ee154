/** Which document this page may write: the one whose lock it holds. Weights, curves and versions of any other are another page's. */
import { createStore } from 'zustand/vanilla';

export const writerStore = createStore<{ readonly document: string | null }>(() => ({ document: null }));

/** Pages that are neither from https nor from localhost have no locks, and nobody to share with. */
export const mayWrite = (documentId: string): boolean => !('locks' in navigator) || writerStore.getState().document === documentId;
