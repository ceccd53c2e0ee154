/** The worker's end of the protocol: one model at a time. Runs in a worker, and in-process for tests. */
import { findRoles } from '../inspect/roles';
import { currentDevice, DeviceLostError } from '../runtime/device';
import { writeSafetensors } from '../runtime/safetensors';
import { CheckpointError, type Checkpoint, type CheckpointStorage } from './checkpoints';
import type { Clock } from './clock';
import { Computing, isLost, type ChooseBackend } from './computing';
import { dataRemarks } from './data-remarks';
import { dataFingerprint } from './data-fingerprint';
import { modelFingerprint } from './fingerprint';
import { measureStep } from './profile/measure-step';
import type { Answer, FromWorker, Request, RunState, ToWorker, TrainingEvent } from './protocol';
import type { Restored } from './restore';
import { Session, type Snapshot } from './session';
import type { SessionData } from './session-data';
import { isUserFault } from './user-fault';
import { Trainer } from './trainer';
import { view } from './views';

export interface ServerOptions {
  readonly post: (message: FromWorker) => void;
  readonly clock: Clock;
  readonly checkpoints: CheckpointStorage;
  readonly chooseBackend: ChooseBackend;
}
type OpenRequest = Extract<Request, { kind: 'open' }>;
interface Open {
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

export class TrainingServer {
  private open: Open | null = null;
  private state: RunState = 'idle';
  /** This end may write checkpoints of the open model. */
  private keeps = false;
  private interrupted = false;
  private running: Promise<void> = Promise.resolve();
  private until = 0;
  private readonly computing: Computing;
  /** Resolves when the model is on another device; requests wait for it. */
  private moving: Promise<void> = Promise.resolve();

  constructor(private readonly options: ServerOptions) {
    this.computing = new Computing(options.chooseBackend, (device, { reason }) => {
      if (this.open?.session.device === device) this.moving = this.move(this.open, reason);
    });
  }

  async handle({ id, request }: ToWorker): Promise<void> {
    const { post } = this.options;
    try {
      post({ id, answer: await this.answerOrMove(request) });
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      const internal = !(isUserFault(error));
      const text = internal && !message.startsWith('internal:') ? `internal: ${message}` : message;
      post({ id, error: { message: text, internal, stack: stack ?? '' } });
    }
  }

  /** A request that the loss of the device came between is answered by the next device. */
  private async answerOrMove(request: Request): Promise<Answer> {
    await this.moving;
    try {
      return await this.answer(request);
    } catch (error) {
      const lost = error instanceof DeviceLostError || (!isUserFault(error) && (await isLost(currentDevice())));
      if (!lost) throw error;
      await this.moving;
      return this.answer(request);
    }
  }
  private async answer(request: Request): Promise<Answer> {
    switch (request.kind) {
      case 'warm':
        await this.computing.choose(request.backend);
        return { kind: 'ok' };
      case 'open':
        return this.openModel(request);
      case 'train':
        this.model.session.mustLearn();
        // Asked twice, it runs once; one that is about to pause is waited for.
        while (this.state === 'running') {
          if (!this.interrupted) return { kind: 'ok' };
          await this.running;
        }
        this.start(this.model.session.totalSteps);
        return { kind: 'ok' };
      case 'calm':
        this.open?.trainer.calm(request.ms);
        return { kind: 'ok' };
      case 'pause':
        await this.interrupt();
        return { kind: 'ok' };
      case 'keeps':
        this.keeps = request.on;
        return { kind: 'ok' };
      case 'checkpoint':
        if (this.model.session.step !== this.model.keptStep) await this.model.trainer.checkpointNow();
        return { kind: 'ok' };
      case 'step':
        this.model.session.mustLearn();
        await this.interrupt();
        this.start(this.model.session.step + 1);
        await this.running;
        // The step may have been taken on the next device.
        await this.moving;
        await this.running;
        return { kind: 'ok' };
      case 'stop':
        await this.interrupt();
        if (this.open) this.enter('idle');
        return { kind: 'ok' };
      case 'view': {
        const { session, look } = this.model;
        const roles = findRoles(session.document, session.analysis, 'about' in request.view ? request.view.about : undefined);
        return { kind: 'view', view: await view({ session, roles, data: (!request.view.own && look) || session.data }, request.view) };
      }
      case 'look': {
        const { session } = this.model;
        const look = request.data && session.data.beside(request.data);
        this.model.look = look;
        return { kind: 'looked', remarks: look ? [...look.feeds.values()].flatMap(dataRemarks) : [] };
      }
      case 'weights': {
        const { session } = this.model;
        const { parameters, step } = await session.snapshot();
        return { kind: 'weights', bytes: writeSafetensors(parameters, { step: String(step), data: dataFingerprint(session.data.tables) }) };
      }
      case 'profile': {
        const { session, trainer } = this.model;
        return { kind: 'profile', profile: await trainer.between(() => measureStep(session)) };
      }
      case 'dispose':
        await this.interrupt();
        this.open?.session.dispose();
        this.open = null;
        this.enter('idle');
        return { kind: 'ok' };
    }
  }

  private get model(): Open {
    if (!this.open) throw new Error('internal: no model is open');
    return this.open;
  }
  private event(event: TrainingEvent): void {
    this.options.post({ event });
  }
  private enter(state: RunState): void {
    // A graphics card may have gone.
    if (state === 'failed') this.computing.forget();
    if (state === this.state) return;
    this.state = state;
    this.event({ kind: 'state', state });
  }

  private async openModel(request: OpenRequest): Promise<Answer> {
    await this.interrupt();
    const held = request.restore ? await this.held(request.document) : null;
    const heldKept = this.open?.keptStep ?? 0;
    this.open?.session.dispose();
    this.open = null;
    this.enter('preparing');
    try {
      const choice = await this.computing.choose(request.backend);
      const { document } = request;
      const { saved, unread } = held ? { saved: held, unread: null } : request.restore ? await this.load(document) : { saved: null, unread: null };
      this.keeps = request.keeps;
      const { open, restored } = await this.build(request, saved, saved?.fingerprint === modelFingerprint(document));
      this.open = open;
      if (held && restored?.goesOn) open.keptStep = heldKept;
      this.enterRest();
      return {
        kind: 'opened',
        backend: choice.backend,
        fallbacks: choice.fallbacks,
        restored: saved && restored?.goesOn ? { step: saved.snapshot.step, run: saved.run } : null,
        taken: restored && !restored.goesOn && restored.kept > 0 ? { kept: restored.kept, fresh: restored.fresh } : null,
        unread,
      };
    } catch (error) {
      this.enter('failed');
      throw error;
    }
  }
  /** The weights of this very model, where it is open: they may be newer than those that are kept, or not to be kept. */
  private async held(document: OpenRequest['document']): Promise<Checkpoint | null> {
    const { open } = this;
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
  private async load(document: OpenRequest['document']): Promise<{ readonly saved: Checkpoint | null; readonly unread: string | null }> {
    try {
      return { saved: await this.options.checkpoints.load(document.id), unread: null };
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      return { saved: null, unread: error.message };
    }
  }
  private async build(request: OpenRequest, saved: Pick<Checkpoint, 'run' | 'snapshot'> | null, sameModel: boolean): Promise<{ readonly open: Open; readonly restored: Restored | null }> {
    const { clock } = this.options;
    const { document } = request;
    const session = await Session.open({ document, data: request.data });
    const restored = saved && (await session.restore(saved.snapshot, sameModel));
    const goesOn = restored?.goesOn ? saved : null;
    await session.compile((done, total) => this.event({ kind: 'compiling', done, total }));
    const trainer = new Trainer({
      session,
      clock,
      hooks: {
        onMetrics: (rows) => this.event({ kind: 'metrics', rows }),
        onProgress: (progress) => this.event({ kind: 'progress', progress }),
        onCheckpoint: (snapshot) => this.keep(open, snapshot),
      },
    });
    const last = session.device.lost ? (goesOn?.snapshot ?? (await session.snapshot())) : null;
    const open: Open = { request, session, trainer, run: goesOn?.run ?? request.run, keptStep: goesOn?.snapshot.step ?? 0, look: null, last };
    return { open, restored };
  }
  /** A model that has taken no step is not kept: it would take the place of a trained one. */
  private async keep(open: Open, snapshot: Snapshot): Promise<void> {
    const { document } = open.request;
    if (open.last) open.last = snapshot;
    if (!this.keeps || snapshot.step === 0) return;
    try {
      await this.options.checkpoints.save(document.id, { fingerprint: modelFingerprint(document), run: open.run, snapshot });
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      open.keptStep = -1;
      return this.event({ kind: 'not-kept', step: snapshot.step, reason: error.message });
    }
    open.keptStep = snapshot.step;
    this.event({ kind: 'checkpoint', step: snapshot.step });
  }
  /** The state of a model that is not being trained. */
  private enterRest(): void {
    const { session } = this.model;
    this.enter(session.isFinished ? 'done' : session.step > 0 ? 'paused' : 'idle');
  }

  /** From a lost device to the next one, where the run goes on from the last state. */
  private async move(from: Open, reason: string): Promise<void> {
    const resumes = this.state === 'running' && !this.interrupted;
    this.enter('preparing');
    this.interrupted = true;
    await this.running;
    try {
      discard(from.session);
      this.open = null;
      const choice = await this.computing.choose(from.request.backend);
      const { open } = await this.build({ ...from.request, run: from.run }, from.last && { run: from.run, snapshot: from.last }, true);
      this.open = open;
      this.open.keptStep = from.keptStep;
      this.open.look = from.look && this.open.session.data.beside(from.look.given);
      this.event({ kind: 'moved', backend: choice.backend, fallbacks: choice.fallbacks, step: this.open.session.step, reason });
      if (resumes) this.start(this.until);
      else this.enterRest();
    } catch (error) {
      this.fail(error);
    }
  }

  private start(until: number): void {
    const { session, trainer } = this.model;
    // A finished run that is started again goes on for as many epochs.
    const target = session.step >= until ? session.step + session.totalSteps : until;
    this.interrupted = false;
    this.until = target;
    this.enter('running');
    this.running = trainer
      .run(target, () => this.interrupted)
      .then((outcome) => {
        if (outcome.kind === 'not-finite') {
          this.event(outcome);
          this.enter('failed');
        } else this.enter(outcome.kind === 'done' && session.isFinished ? 'done' : 'paused');
      })
      .catch(async (error: unknown) => {
        if (!(await isLost(session.device))) this.fail(error);
      });
  }
  private fail(error: unknown): void {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    this.event({ kind: 'failed', message: isUserFault(error) || message.startsWith('internal:') ? message : `internal: ${message}`, stack: stack ?? '' });
    this.enter('failed');
  }
  private async interrupt(): Promise<void> {
    this.interrupted = true;
    await this.running;
    // A measurement that was asked for meanwhile is still of this model.
    await this.open?.trainer.between(() => Promise.resolve());
  }
}

/** What lies on a lost device cannot be given back, and need not be. */
function discard(session: Session): void {
  try {
    session.dispose();
  } catch (error) {
    if (!session.device.lost) throw error;
  }
}
