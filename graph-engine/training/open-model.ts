/** The model that the worker has open: built anew or taken up from weights that are held or kept, and kept as it trains. */
import { CheckpointError, type Checkpoint, type CheckpointStorage } from './checkpoints';
import type { Clock } from './clock';
import { isLost } from './computing';
import { modelFingerprint } from './fingerprint';
import type { Request, TrainingEvent } from './protocol';
import type { Restored } from './restore';
import { Session, type Snapshot } from './session';
import type { SessionData } from './session-data';
import { Trainer } from './trainer';

export type OpenRequest = Extract<Request, { kind: 'open' }>;
export interface OpenModel {
  readonly request: OpenRequest;
  readonly session: Session;
  readonly trainer: Trainer;
  readonly run: string;
  /** The step of the weights that are kept of this run; -1 where the last ones could not be. */
  keptStep: number;
  /** What views show in place of the data of the model. */
  look: SessionData | null;
  /** The newest that is not on the device alone; null where the device cannot be lost. */
  last: Snapshot | null;
}
interface ModelOptions {
  readonly clock: Clock;
  readonly checkpoints: CheckpointStorage;
  readonly event: (event: TrainingEvent) => void;
  /** Whether this end may write checkpoints of the open model. */
  readonly keeps: () => boolean;
}

export class Models {
  constructor(private readonly options: ModelOptions) {}

  /** The weights of this very model, where it is open: they may be newer than those that are kept, or not to be kept. */
  async held(open: OpenModel | null, document: OpenRequest['document']): Promise<Checkpoint | null> {
    const fingerprint = modelFingerprint(document);
    if (!open || open.session.step === 0 || open.request.document.id !== document.id || modelFingerprint(open.request.document) !== fingerprint) return null;
    try {
      return { fingerprint, run: open.run, snapshot: await open.session.snapshot() };
    } catch (error) {
      if (!(await isLost(open.session.device))) throw error;
      return null;
    }
  }
  /** What cannot be read is told, and nothing that keeps a model from being opened. */
  async load(document: OpenRequest['document']): Promise<{ readonly saved: Checkpoint | null; readonly unread: string | null }> {
    try {
      return { saved: await this.options.checkpoints.load(document.id), unread: null };
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      return { saved: null, unread: error.message };
    }
  }
  async build(request: OpenRequest, saved: Pick<Checkpoint, 'run' | 'snapshot'> | null, sameModel: boolean): Promise<{ readonly open: OpenModel; readonly restored: Restored | null }> {
    const { clock } = this.options;
    const { document } = request;
    const session = await Session.open({ document, data: request.data });
    const restored = saved && (await session.restore(saved.snapshot, sameModel));
    const goesOn = restored?.goesOn ? saved : null;
    await session.compile((done, total) => this.options.event({ kind: 'compiling', done, total }));
    const trainer = new Trainer({
      session,
      clock,
      hooks: {
        onMetrics: (rows) => this.options.event({ kind: 'metrics', rows }),
        onProgress: (progress) => this.options.event({ kind: 'progress', progress }),
        onCheckpoint: (snapshot) => this.keep(open, snapshot),
      },
    });
    const last = session.device.lost ? (goesOn?.snapshot ?? (await session.snapshot())) : null;
    const open: OpenModel = { request, session, trainer, run: goesOn?.run ?? request.run, keptStep: goesOn?.snapshot.step ?? 0, look: null, last };
    return { open, restored };
  }
  /** A model that has taken no step is not kept: it would take the place of a trained one. */
  private async keep(open: OpenModel, snapshot: Snapshot): Promise<void> {
    const { document } = open.request;
    if (open.last) open.last = snapshot;
    if (!this.options.keeps() || snapshot.step === 0) return;
    try {
      await this.options.checkpoints.save(document.id, { fingerprint: modelFingerprint(document), run: open.run, snapshot });
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      open.keptStep = -1;
      return this.options.event({ kind: 'not-kept', step: snapshot.step, reason: error.message });
    }
    open.keptStep = snapshot.step;
    this.options.event({ kind: 'checkpoint', step: snapshot.step });
  }
}

/** What lies on a lost device cannot be given back, and need not be. */
export function discard(session: Session): void {
  try {
    session.dispose();
  } catch (error) {
    if (!session.device.lost) throw error;
  }
}
