/** A document with all that the browser keeps of it: versions, weights, the curves of its runs. Fetched when one is deleted, and a while after the start. */
import { studioStore } from '@/components/studio-state/studio-store';
import { keptWeights } from '@/components/training/kept-weights';
import { documentsWithRuns, takeRuns } from '@/components/training/run-history';
import { forgetShown } from '@/components/training/shown-step';
import { bringBack, deleteDocument, listDocuments } from './document-storage';
import { openAnywhere } from './lock';
import { clearRescue } from './rescue';
import { unlessBroken } from '@/components/storage/unless-broken';

/** What cannot be deleted now is collected later. */
const nothing = (): Promise<void> => Promise.resolve();

/** Deletes it all; calling what it gives brings it back. */
export async function deleteWhole(id: string): Promise<() => Promise<void>> {
  const deleted = await deleteDocument(id);
  const back = [await unlessBroken(keptWeights.take(id), nothing), await unlessBroken(takeRuns(id), nothing)];
  forgetShown(id);
  clearRescue(id);
  return async () => {
    await bringBack(deleted);
    for (const put of back) await put();
  };
}

/** Deletes weights and curves of documents that are not kept any more: a page may have ended between the two, and earlier versions left them. */
export const collectLeftovers = (): Promise<readonly string[]> => unlessBroken(collect(), []);

async function collect(): Promise<readonly string[]> {
  // What another page has open is perhaps not kept yet, and only locks tell.
  if (!('locks' in navigator)) return [];
  const found = new Set([...(await keptWeights.documents()), ...(await documentsWithRuns())]);
  const open = await openAnywhere();
  // Asked last: what is kept meanwhile is not taken for a leftover.
  const kept = new Set((await listDocuments()).map(({ id }) => id));
  const gone = [...found].filter((id) => !kept.has(id) && !open.has(id) && id !== studioStore.getState().open?.document.id);
  for (const id of gone) {
    await keptWeights.take(id);
    await takeRuns(id);
    forgetShown(id);
  }
  return gone;
}
