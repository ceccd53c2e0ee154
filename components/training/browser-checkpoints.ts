/** Checkpoints in IndexedDB: the newest of each document, kept in one transaction so that a crash or a full disk leaves the old one. */
import type { DBSchema } from 'idb';
import { CheckpointError, type Checkpoint, type CheckpointStorage } from '@/graph-engine/training/checkpoints';
import { BrowserStore } from '@/components/storage/browser-store';
import { whyNotKept } from '@/components/storage/why-not-kept';
import { fenceOf, fenceReading, passFence } from '@/components/storage/fence';
import { firstRun } from './run-key';

/** Earlier versions of the studio did not name the run. */
type Kept = Omit<Checkpoint, 'run'> & { readonly run?: string };
interface Schema extends DBSchema {
  /** Under a document's id: its checkpoint; see fenceOf for the number of its writer. */
  checkpoints: { key: string | [string, string]; value: Kept | number };
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

  /** What is written under a smaller number than `writer` from now on is refused: it would not be what was loaded. */
  async load(documentId: string, writer?: number): Promise<Checkpoint | null> {
    if (writer !== undefined) await fenceReading(this.store.write(['checkpoints'], (change) => passFence(change.objectStore('checkpoints'), documentId, writer)));
    const found = (await told(this.store.use((db) => db.get('checkpoints', documentId)))) as Kept | undefined;
    return found ? { run: firstRun, ...found } : null;
  }
  async save(documentId: string, checkpoint: Checkpoint, writer: number | null = null): Promise<void> {
    await told(
      this.store.write(['checkpoints'], async (change) => {
        const checkpoints = change.objectStore('checkpoints');
        await passFence(checkpoints, documentId, writer);
        await checkpoints.put(checkpoint, documentId);
      }),
    );
  }

  /** The documents that something is kept of. */
  async documents(): Promise<readonly string[]> {
    const keys = await told(this.store.use((db) => db.getAllKeys('checkpoints')));
    return [...new Set(keys.map((key) => (typeof key === 'string' ? key : key[1])))];
  }
  /** Takes out what is kept of a document; calling what it gives puts it back. */
  async take(documentId: string): Promise<() => Promise<void>> {
    const taken = await told(
      this.store.write(['checkpoints'], async (change) => {
        const checkpoints = change.objectStore('checkpoints');
        const found = await checkpoints.get(documentId);
        await checkpoints.delete(documentId);
        await checkpoints.delete(fenceOf(documentId));
        return found;
      }),
    );
    return async () => {
      if (taken) await told(this.store.write(['checkpoints'], (change) => change.objectStore('checkpoints').put(taken, documentId)));
    };
  }
}
