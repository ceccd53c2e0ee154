/** Keeps the curves of a document's last run in the browser, so that a reload shows them beside the restored weights. */
import { openDB, type IDBPDatabase } from 'idb';
import type { Metrics } from '@/graph-engine/training/protocol';

const STORE = 'runs';
let database: Promise<IDBPDatabase> | undefined;

const open = (): Promise<IDBPDatabase> =>
  (database ??= openDB('hourglass-run-history', 1, { upgrade: (db) => void db.createObjectStore(STORE) }));

export async function saveRun(documentId: string, rows: readonly Metrics[]): Promise<void> {
  await (await open()).put(STORE, rows, documentId);
}
export async function loadRun(documentId: string): Promise<readonly Metrics[]> {
  return ((await (await open()).get(STORE, documentId)) as readonly Metrics[] | undefined) ?? [];
}
