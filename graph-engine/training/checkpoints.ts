/** Where checkpoints live; the page keeps them in IndexedDB, a test in memory. */
import type { Snapshot } from './session';

export interface Checkpoint {
  /** Of the model, see modelFingerprint. */
  readonly fingerprint: string;
  /** The run that came to these weights; its curves are kept under this name. */
  readonly run: string;
  readonly snapshot: Snapshot;
}
export interface CheckpointStorage {
  /** The newest checkpoint of the document, or null; it may be of the model as it was before an edit. @throws CheckpointError */
  load(documentId: string): Promise<Checkpoint | null>;
  /** Writes the new one before it forgets the old. @throws CheckpointError */
  save(documentId: string, checkpoint: Checkpoint): Promise<void>;
}

/** The storage is full, closed or damaged: no fault of the program. The message is for the user, with what to do. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

export class MemoryCheckpoints implements CheckpointStorage {
  private readonly saved = new Map<string, Checkpoint>();
  async load(documentId: string): Promise<Checkpoint | null> {
    return this.saved.get(documentId) ?? null;
  }
  async save(documentId: string, checkpoint: Checkpoint): Promise<void> {
    this.saved.set(documentId, checkpoint);
  }
}
