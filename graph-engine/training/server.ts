/** The worker's end of the protocol: one model at a time. Runs in a worker, and in-process for tests. */
import { findRoles } from '../inspect/roles';
import { currentDevice, DeviceLostError } from '../runtime/device';
import { writeSafetensors } from '../runtime/safetensors';
import type { CheckpointStorage } from './checkpoints';
import type { Clock } from './clock';
import { Computing, isLost, type ChooseBackend } from './computing';
import { dataRemarks } from './data-remarks';
import { dataFingerprint } from './data-fingerprint';
import { modelFingerprint } from './fingerprint';
import { discard, Models, type OpenModel, type OpenRequest } from './open-model';
import { measureStep } from './profile/measure-step';
import type { Answer, FromWorker, Request, RunState, ToWorker, TrainingEvent } from './protocol';
import { isUserFault } from './user-fault';
import { view } from './views';

export interface ServerOptions {
  readonly post: (message: FromWorker) => void;
  readonly clock: Clock;
  readonly checkpoints: CheckpointStorage;
  readonly chooseBackend: ChooseBackend;
}
export class TrainingServer {
  private open: OpenModel | null = null;
  private state: RunState = 'idle';
  /** This end may write checkpoints of the open model. */
  private keeps = false;
  private interrupted = false;
  private running: Promise<void> = Promise.resolve();
  private until = 0;
  private readonly computing: Computing;
  /** Resolves when the model is on another device; requests wait for it. */
  private moving: Promise<void> = Promise.resolve();

  private readonly models: Models;

  constructor(private readonly options: ServerOptions) {
    this.models = new Models({ clock: options.clock, checkpoints: options.checkpoints, event: (event) => this.event(event), keeps: () => this.keeps });
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

  private get model(): OpenModel {
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
    const held = request.restore ? await this.models.held(this.open, request.document) : null;
    const heldKept = this.open?.keptStep ?? 0;
    this.open?.session.dispose();
    this.open = null;
    this.enter('preparing');
    try {
      const choice = await this.computing.choose(request.backend);
      const { document } = request;
      const { saved, unread } = held ? { saved: held, unread: null } : request.restore ? await this.models.load(document) : { saved: null, unread: null };
      this.keeps = request.keeps;
      const { open, restored } = await this.models.build(request, saved, saved?.fingerprint === modelFingerprint(document));
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
  /** The state of a model that is not being trained. */
  private enterRest(): void {
    const { session } = this.model;
    this.enter(session.isFinished ? 'done' : session.step > 0 ? 'paused' : 'idle');
  }

  /** From a lost device to the next one, where the run goes on from the last state. */
  private async move(from: OpenModel, reason: string): Promise<void> {
    const resumes = this.state === 'running' && !this.interrupted;
    this.enter('preparing');
    this.interrupted = true;
    await this.running;
    try {
      discard(from.session);
      this.open = null;
      const choice = await this.computing.choose(from.request.backend);
      const { open } = await this.models.build({ ...from.request, run: from.run }, from.last && { run: from.run, snapshot: from.last }, true);
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
