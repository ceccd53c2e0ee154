/**
 * The last state of a page that goes before the browser has kept it. Writing to IndexedDB takes longer than such a page lives,
 * so the document is laid down at once and kept at the next start.
 */
import { openDocument } from '@/graph-engine/document/open';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { catalogue } from '@/components/studio-state/document-session';
import { keepDocument, rememberOpen } from './document-storage';

const prefix = 'hourglass-rescue-';

export function layDown(document: HourglassDocument): void {
  try {
    localStorage.setItem(prefix + document.id, JSON.stringify(document));
  } catch (error) {
    // Too large for this store: the save that is under way, and the question before leaving, are what there is.
    if (!(error instanceof DOMException)) throw error;
  }
}

export const clearRescue = (id: string): void => localStorage.removeItem(prefix + id);

/** Keeps what was laid down; the last one is then the document that was open. */
export async function keepRescued(): Promise<void> {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
    const opened = openDocument(localStorage.getItem(key) ?? '', catalogue);
    if (opened.ok) {
      await keepDocument(opened.document);
      await rememberOpen(opened.document.id);
    }
    localStorage.removeItem(key);
  }
}
