/**
 * The last state of a page that goes before the browser has kept it. Writing to IndexedDB takes longer than such a page lives,
 * so the document is laid down at once and kept at the next start.
 */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { notify } from '@/components/studio-state/messages';
import { catalogue } from '@/components/studio-state/document-session';
import { keepDocument, rememberOpen } from './document-storage';
import { whyNotKept } from '@/components/storage/why-not-kept';
import { writerOf } from '@/components/storage/writer';

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

/** Whether it is done with: kept, or older than what another page has written since. On a full disk it is not, and is tried again at the next start. */
async function keepOne(document: HourglassDocument, writer: number | undefined): Promise<boolean> {
  try {
    await keepDocument(document, undefined, writer);
    await rememberOpen(document.id);
    return true;
  } catch (error) {
    if (error instanceof SupersededError) return true;
    const reason = whyNotKept(error);
    if (reason === null) throw error;
    notify(`The last edits of ${document.name} could not be saved yet.`, { description: reason, tone: 'bad' });
    return false;
  }
}

/** Keeps what was laid down; the last one is then the document that was open. False where some of it could not be kept yet, which is told. */
export async function keepRescued(): Promise<boolean> {
  let all = true;
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
    const [, writer = '', text = ''] = /^(\d*)([^]*)$/.exec(localStorage.getItem(key) ?? '') ?? [];
    const { openDocument } = await import('@/graph-engine/document/open');
    const opened = openDocument(text, catalogue);
    if (!opened.ok || (await keepOne(opened.document, writer === '' ? undefined : Number(writer)))) localStorage.removeItem(key);
    else all = false;
  }
  return all;
}
