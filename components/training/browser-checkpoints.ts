/** Checkpoints in IndexedDB: the newest of each document, kept in one transaction so that a crash or a full disk leaves the old one. */
import type { DBSchema } from 'idb';
import { CheckpointError, type Checkpoint, type CheckpointStorage } from '@/graph-engine/training/checkpoints';
import { BrowserStore } from '@/components/persistence/browser-store';
import { whyNotKept } from '@/components/persistence/why-not-kept';
import { firstRun } from './run-key';

interface Schema extends DBSchema {
  /** Earlier versions of the studio did not name the run. */
  checkpoints: { key: string; value: Omit<Checkpoint, 'run'> & { readonly run?: string } };
}

/** @throws CheckpointError for what the browser is the cause of. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const reason = whyNotKept(error);
    throw reason === null ? error : new CheckpointError(reason, { cause: error });
  }
}

export class BrowserCheckpoints implements CheckpointStorage {
  private readonly store = new BrowserStore<Schema>({
    name: 'hourglass-checkpoints',
    version: 1,
    upgrade: (db) => void db.createObjectStore('checkpoints'),
  });

  async load(documentId: string): Promise<Checkpoint | null> {
    const found = await told(this.store.use((db) => db.get('checkpoints', documentId)));
    return found ? { run: firstRun, ...found } : null;
  }
  async save(documentId: string, checkpoint: Checkpoint): Promise<void> {
    await told(this.store.write(['checkpoints'], (change) => change.objectStore('checkpoints').put(checkpoint, documentId)));
  }
}
