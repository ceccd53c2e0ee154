/** Checkpoints in IndexedDB: the newest of each document, kept in one transaction so that a crash leaves the old one. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { CheckpointStorage } from '@/graph-engine/training/checkpoints';
import type { Snapshot } from '@/graph-engine/training/session';

interface Schema extends DBSchema {
  checkpoints: { key: string; value: { readonly fingerprint: string; readonly snapshot: Snapshot } };
}

export class BrowserCheckpoints implements CheckpointStorage {
  private database: Promise<IDBPDatabase<Schema>> | undefined;

  private open(): Promise<IDBPDatabase<Schema>> {
    return (this.database ??= openDB<Schema>('hourglass-checkpoints', 1, { upgrade: (db) => void db.createObjectStore('checkpoints') }));
  }
  async load(documentId: string, fingerprint: string): Promise<Snapshot | null> {
    const found = await (await this.open()).get('checkpoints', documentId);
    return found?.fingerprint === fingerprint ? found.snapshot : null;
  }
  async save(documentId: string, fingerprint: string, snapshot: Snapshot): Promise<void> {
    await (await this.open()).put('checkpoints', { fingerprint, snapshot }, documentId);
  }
}
