import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import { openDocument } from '@/components/studio-state/studio';
import { BrowserCheckpoints } from '@/components/training/browser-checkpoints';
import { keepRun, listRuns } from '@/components/training/run-history';
import { isKept, keepDocument } from './document-storage';
import { collectLeftovers, deleteWhole } from './whole-document';

class Memory {
  [name: string]: unknown;
  getItem = (name: string): string | null => (this[name] as string | undefined) ?? null;
  setItem = (name: string, value: string): void => void (this[name] = value);
  removeItem = (name: string): void => void delete this[name];
}
const held: { name: string }[] = [];
beforeEach(() => {
  vi.stubGlobal('localStorage', new Memory());
  vi.stubGlobal('navigator', { locks: { query: async () => ({ held }) } });
});
afterEach(() => vi.unstubAllGlobals());

const checkpoints = new BrowserCheckpoints();
const checkpoint = { fingerprint: 'f', run: 'one', snapshot: { step: 3, seed: 1, parameters: new Map(), stopping: null } } as Checkpoint;
/** Weights and curves of a document. */
async function train(document: string): Promise<void> {
  await checkpoints.save(document, checkpoint);
  await keepRun({ key: { document, run: 'one' }, rows: [{ step: 0, epoch: 0, set: 'train', values: { loss: 1 } }], whole: false });
  localStorage.setItem(`hourglass-shown-${document}`, 'one 4');
}
const isTrained = async (document: string): Promise<readonly boolean[]> => [(await checkpoints.load(document)) !== null, (await listRuns(document)).length > 0];

test('a document is deleted with its weights and curves, and brought back with them', async () => {
  const document = createDocument({ name: 'Deleted' });
  await keepDocument(document);
  await train(document.id);
  const back = await deleteWhole(document.id);
  expect([await isKept(document.id), ...(await isTrained(document.id))]).toEqual([false, false, false]);
  expect(localStorage.getItem(`hourglass-shown-${document.id}`)).toBeNull();
  await back();
  expect([await isKept(document.id), ...(await isTrained(document.id))]).toEqual([true, true, true]);
});

test('leftovers of documents that are gone are collected, and what is kept, open here or open elsewhere is left', async () => {
  const [kept, open] = [createDocument({ name: 'Kept' }), createDocument({ name: 'Open' })];
  await keepDocument(kept);
  openDocument(open, 'New document');
  held.push({ name: 'hourglass-document-elsewhere' }, { name: 'hourglass-alive-page' });
  for (const id of [kept.id, open.id, 'elsewhere', 'gone', 'only-weights']) await train(id);
  expect([...(await collectLeftovers())].toSorted()).toEqual(['gone', 'only-weights']);
  for (const id of [kept.id, open.id, 'elsewhere']) expect(await isTrained(id), id).toEqual([true, true]);
  for (const id of ['gone', 'only-weights']) expect(await isTrained(id), id).toEqual([false, false]);
});

test('a broken store keeps a document from being deleted no more than from being collected later', async () => {
  const document = createDocument({ name: 'Stuck' });
  await keepDocument(document);
  await train(document.id);
  const take = vi.spyOn(BrowserCheckpoints.prototype, 'take').mockRejectedValueOnce(new DOMException('', 'UnknownError'));
  await deleteWhole(document.id);
  take.mockRestore();
  expect(await isKept(document.id)).toBe(false);
  expect(await collectLeftovers()).toContain(document.id);
});
