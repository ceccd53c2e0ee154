/**
 * A page that was frozen learns late that its lock was stolen, and may write before it does. So every holder of a document's lock
 * has a number, a greater one than the holder before, and each store of the browser refuses who comes with a smaller one than it
 * has seen (Kleppmann 2016, fencing tokens).
 */
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { whyNotKept } from './why-not-kept';

/** Where a store keeps the greatest number that it has seen. */
export const fenceOf = (documentId: string): [string, string] => ['writer', documentId];
interface FenceStore {
  get(key: [string, string]): Promise<unknown>;
  put(value: number, key: [string, string]): Promise<unknown>;
}
/** To be the first of a write. @throws SupersededError, and nothing of it is to be kept. */
export async function passFence(store: FenceStore, documentId: string, writer: number | null | undefined): Promise<void> {
  if (writer === null || writer === undefined) return;
  const last = ((await store.get(fenceOf(documentId))) as number | undefined) ?? 0;
  if (last > writer) throw new SupersededError(`internal: ${documentId} was taken over by another page`);
  if (last < writer) await store.put(writer, fenceOf(documentId));
}
/** Before a read by who is to write: what it reads is not added to by others any more. On a full disk nobody else writes either, and who was overtaken may read. */
export async function fenceReading(passed: Promise<void>): Promise<void> {
  try {
    await passed;
  } catch (error) {
    if (whyNotKept(error) === null && !(error instanceof SupersededError)) throw error;
  }
}
