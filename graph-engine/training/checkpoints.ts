/** Where checkpoints live; the page keeps them in IndexedDB, a test in memory. */
import type { Snapshot } from './session';

export interface CheckpointStorage {
  /** The newest checkpoint of the document whose fingerprint is that one, or null. */
  load(documentId: string, fingerprint: string): Promise<Snapshot | null>;
  /** Writes the new one before it forgets the old. */
  save(documentId: string, fingerprint: string, snapshot: Snapshot): Promise<void>;
}

export class MemoryCheckpoints implements CheckpointStorage {
  private readonly saved = new Map<string, { fingerprint: string; snapshot: Snapshot }>();
  async load(documentId: string, fingerprint: string): Promise<Snapshot | null> {
    const found = this.saved.get(documentId);
    return found?.fingerprint === fingerprint ? found.snapshot : null;
  }
  async save(documentId: string, fingerprint: string, snapshot: Snapshot): Promise<void> {
    this.saved.set(documentId, { fingerprint, snapshot });
  }
}
