/**
 * Which document this page may write: the one whose lock it holds. Weights, curves and versions of any other are another page's.
 * Every holder of a lock has a number, a greater one than the holder before (see passFence).
 */
import { createStore } from 'zustand/vanilla';

interface Writer {
  readonly document: string | null;
  /** The document whose lock is asked for: whether this page gets it is not known yet. */
  readonly asked: string | null;
}
export const writerStore = createStore<Writer>(() => ({ document: null, asked: null }));
export const isAsked = (documentId: string): boolean => writerStore.getState().asked === documentId;

/** Pages that are neither from https nor from localhost have no locks, and nobody to share with. */
export const mayWrite = (documentId: string): boolean => !('locks' in navigator) || writerStore.getState().document === documentId;

const numbers = new Map<string, number>();
/** The number that this page had last as the writer of a document, also when it has lost the lock since; undefined where it never was. */
export const writerOf = (documentId: string): number | undefined => numbers.get(documentId);
export const setWriter = (documentId: string, number: number): void => void numbers.set(documentId, number);
