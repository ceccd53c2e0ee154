/**
 * The last state of a page that goes before the browser has kept it. Writing to IndexedDB takes longer than such a page lives,
 * so the document is laid down at once and kept at the next start.
 */
import { openDocument } from '@/graph-engine/document/open';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { catalogue } from '@/components/studio-state/document-session';
import { keepDocument, rememberOpen } from './document-storage';
import { writerOf } from './writer';

const prefix = 'hourglass-rescue-';

export function layDown(document: HourglassDocument): void {
  try {
    // Another page may become the writer before this is kept: the number says whose it is.
    localStorage.setItem(prefix + document.id, `${writerOf(document.id) ?? ''}${JSON.stringify(document)}`);
  } catch (error) {
    // Too large for this store: the save that is under way, and the question before leaving, are what there is.
    if (!(error instanceof DOMException)) throw error;
  }
}

export const clearRescue = (id: string): void => localStorage.removeItem(prefix + id);

/** What was taken over since is newer than this. */
async function keepOne(document: HourglassDocument, writer: number | undefined): Promise<void> {
  try {
    await keepDocument(document, undefined, writer);
    await rememberOpen(document.id);
  } catch (error) {
    if (!(error instanceof SupersededError)) throw error;
  }
}

/** Keeps what was laid down; the last one is then the document that was open. */
export async function keepRescued(): Promise<void> {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
    const [, writer = '', text = ''] = /^(\d*)([^]*)$/.exec(localStorage.getItem(key) ?? '') ?? [];
    const opened = openDocument(text, catalogue);
    if (opened.ok) await keepOne(opened.document, writer === '' ? undefined : Number(writer));
    localStorage.removeItem(key);
  }
}
