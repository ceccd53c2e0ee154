/** Where checkpoints live; the page keeps them in IndexedDB, a test in memory. */
import type { Snapshot } from './session';

export interface Checkpoint {
  /** Of the model, see modelFingerprint. */
  readonly fingerprint: string;
  /** The run that came to these weights; its curves are kept under this name. */
  readonly run: string;
  /** Of the data that it was trained on; like the length, absent in what earlier versions wrote. */
  readonly data?: string;
  /** Steps of the whole run, and as the document said then. */
  readonly length?: { readonly steps: number; readonly whole: number };
  readonly snapshot: Snapshot;
  /** The file that these weights came from, which a new run begins with; absent for those of a training here. */
  readonly from?: string;
}
export interface CheckpointStorage {
  /** The newest checkpoint of the document, or null; it may be of the model as it was before an edit. `writer`: who reads is to write, see save. @throws CheckpointError */
  load(documentId: string, writer?: number): Promise<Checkpoint | null>;
  /**
   * Writes the new one before it forgets the old. `writer` numbers who may write the document: a greater number than that of who did before; null where
   * nobody else can. @throws CheckpointError, SupersededError
   */
  save(documentId: string, checkpoint: Checkpoint, writer: number | null): Promise<void>;
}

/** The storage is full, closed or damaged: no fault of the program. The message is for the user, with what to do. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

/** Somebody with a greater number has taken the document over since: nothing was written. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';
}

export class MemoryCheckpoints implements CheckpointStorage {
  private readonly saved = new Map<string, Checkpoint>();
  async load(documentId: string): Promise<Checkpoint | null> {
    return this.saved.get(documentId) ?? null;
  }
  async save(documentId: string, checkpoint: Checkpoint, _writer: number | null = null): Promise<void> {
    this.saved.set(documentId, checkpoint);
  }
}
