/**
 * Checkpoints in IndexedDB: the newest of each run, and which run of a document is its current one. Both change in one transaction, so that a crash or a full
 * disk leaves what was there; the weights of a run stay until it is removed.
 */
import type { DBSchema } from 'idb';
import { keptBeside, type KeptBeside } from '@/graph-engine/training/best-or-last';
import { CheckpointError, type Checkpoint, type CheckpointStorage } from '@/graph-engine/training/checkpoints';
import { BrowserStore } from '@/components/storage/browser-store';
import { takeOut, under } from '@/components/storage/take-out';
import { whyNotKept } from '@/components/storage/why-not-kept';
import { fenceOf, fenceReading, passFence } from '@/components/storage/fence';
import { checkpointBytes } from './checkpoint-bytes';
import { firstRun, type RunKey } from './run-key';

/** Earlier versions of the studio did not name the run. */
type Kept = Omit<Checkpoint, 'run'> & { readonly run?: string };
interface Current {
  readonly current: string;
}
/** What is known of the weights of a run without reading them. */
export interface KeptWeights extends RunKey {
  readonly step: number;
  readonly bytes: number;
  /** Its best weights, or its last, beside those that it is opened with; absent where there are none. */
  readonly beside?: KeptBeside;
}
interface Schema extends DBSchema {
  /**
   * Under a document's id: its current run, or the checkpoint itself where that is of no run (weights of a file, and what earlier versions wrote).
   * Under weights, document, run: a checkpoint; under size, document, run: its KeptWeights. See fenceOf for the number of a document's writer.
   */
  checkpoints: { key: IDBValidKey; value: Kept | Current | KeptWeights | number };
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
const named = (kept: Kept | undefined): Checkpoint | null => (kept ? { run: firstRun, ...kept } : null);
const weightsOf = ({ document, run }: RunKey): [string, string, string] => ['weights', document, run];
const sizeOf = ({ document, run }: RunKey): [string, string, string] => ['size', document, run];

interface Writing {
  get(key: IDBValidKey): Promise<Kept | Current | KeptWeights | number | undefined>;
  put(value: Kept | Current | KeptWeights, key: IDBValidKey): Promise<unknown>;
}
async function putRun(checkpoints: Writing, document: string, checkpoint: Checkpoint): Promise<void> {
  const key = { document, run: checkpoint.run };
  await checkpoints.put(checkpoint, weightsOf(key));
  const beside = keptBeside(checkpoint.snapshot);
  await checkpoints.put({ ...key, step: checkpoint.snapshot.step, bytes: checkpointBytes(checkpoint), ...(beside && { beside }) }, sizeOf(key));
}

export class BrowserCheckpoints implements CheckpointStorage {
  private readonly store = new BrowserStore<Schema>({
    name: 'hourglass-checkpoints',
    version: 1,
    upgrade: (db) => void db.createObjectStore('checkpoints'),
  });
  /** Documents whose entry is known to be no checkpoint of its own. */
  private readonly pointing = new Set<string>();

  /** What is written under a smaller number than `writer` from now on is refused: it would not be what was loaded. */
  async load(documentId: string, writer?: number): Promise<Checkpoint | null> {
    if (writer !== undefined) await fenceReading(this.store.write(['checkpoints'], (change) => passFence(change.objectStore('checkpoints'), documentId, writer)));
    const found = (await told(this.store.use((db) => db.get('checkpoints', documentId)))) as Kept | Current | undefined;
    return found && 'current' in found ? this.loadRun({ document: documentId, run: found.current }) : named(found);
  }
  /** Weights of a run, whichever is the current one; null where there are none any more. */
  async loadRun(key: RunKey): Promise<Checkpoint | null> {
    const found = (await told(this.store.use((db) => db.get('checkpoints', weightsOf(key))))) as Kept | undefined;
    if (found) return named(found);
    const own = (await told(this.store.use((db) => db.get('checkpoints', key.document)))) as Kept | Current | undefined;
    return own && !('current' in own) && own.from === undefined && (own.run ?? firstRun) === key.run ? named(own) : null;
  }
  async save(documentId: string, checkpoint: Checkpoint, writer: number | null = null): Promise<void> {
    await told(
      this.store.write(['checkpoints'], async (change) => {
        const checkpoints = change.objectStore('checkpoints');
        await passFence(checkpoints, documentId, writer);
        if (!this.pointing.has(documentId)) await this.makeRoom(checkpoints, documentId);
        if (checkpoint.from !== undefined) return void (await checkpoints.put(checkpoint, documentId));
        await putRun(checkpoints, documentId, checkpoint);
        await checkpoints.put({ current: checkpoint.run }, documentId);
      }),
    );
    if (checkpoint.from === undefined) this.pointing.add(documentId);
    else this.pointing.delete(documentId);
  }
  /** A run whose checkpoint earlier versions kept under its document stays, under its own name. */
  private async makeRoom(checkpoints: Writing, documentId: string): Promise<void> {
    const before = (await checkpoints.get(documentId)) as Kept | Current | undefined;
    if (before && !('current' in before) && before.from === undefined) await putRun(checkpoints, documentId, named(before)!);
  }
  /** The run that the document goes on with when it is opened; null: it begins anew. Weights stay. */
  async point(documentId: string, run: string | null, writer: number | null = null): Promise<void> {
    await told(
      this.store.write(['checkpoints'], async (change) => {
        const checkpoints = change.objectStore('checkpoints');
        await passFence(checkpoints, documentId, writer);
        await this.makeRoom(checkpoints, documentId);
        if (run === null) await checkpoints.delete(documentId);
        else await checkpoints.put({ current: run }, documentId);
      }),
    );
    this.pointing.delete(documentId);
  }

  /** Of all documents, as far as runs are kept under their names. */
  async sizes(): Promise<readonly KeptWeights[]> {
    return (await told(this.store.use((db) => db.getAll('checkpoints', under('size'))))) as KeptWeights[];
  }
  /** The documents that something is kept of. */
  async documents(): Promise<readonly string[]> {
    const keys = await told(this.store.use((db) => db.getAllKeys('checkpoints')));
    return [...new Set(keys.map((key) => (Array.isArray(key) ? String(key[1]) : String(key))))];
  }
  /** Takes out what is kept of a document; calling what it gives puts it back. */
  take(documentId: string): Promise<() => Promise<void>> {
    this.pointing.delete(documentId);
    return this.takeOut([IDBKeyRange.only(documentId), under('weights', documentId), under('size', documentId)], [IDBKeyRange.only(fenceOf(documentId))]);
  }
  /** Takes out the weights of a run. */
  takeRun(key: RunKey): Promise<() => Promise<void>> {
    return this.takeOut([IDBKeyRange.only(weightsOf(key)), IDBKeyRange.only(sizeOf(key))]);
  }
  private async takeOut(places: readonly IDBKeyRange[], forgotten?: readonly IDBKeyRange[]): Promise<() => Promise<void>> {
    const back = await told(takeOut(this.store, 'checkpoints', places, forgotten));
    return () => told(back());
  }
}
