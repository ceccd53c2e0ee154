/** The worker's end of the protocol: one model at a time. Runs in a worker, and in-process for tests. */
import { findRoles } from '../inspect/roles';
import type { BackendChoice } from '../runtime/backends/choose';
import { writeSafetensors } from '../runtime/safetensors';
import type { CheckpointStorage } from './checkpoints';
import type { Clock } from './clock';
import { modelFingerprint } from './fingerprint';
import { measureStep } from './profile/measure-step';
import type { Answer, BackendName, FromWorker, Request, RunState, ToWorker, TrainingEvent } from './protocol';
import { Session } from './session';
import { isUserFault } from './user-fault';
import { Trainer } from './trainer';
import { view } from './views';

export interface ServerOptions {
  readonly post: (message: FromWorker) => void;
  readonly clock: Clock;
  readonly checkpoints: CheckpointStorage;
  readonly chooseBackend: (preferred: BackendName | 'auto') => Promise<BackendChoice>;
}
interface Open {
  readonly session: Session;
  readonly trainer: Trainer;
  readonly fingerprint: string;
}

export class TrainingServer {
  private open: Open | null = null;
  private state: RunState = 'idle';
  private interrupted = false;
  private running: Promise<void> = Promise.resolve();
  /** What computes, and for which wish; chosen anew after a failure, because a graphics card may have gone. */
  private chosen: { readonly preferred: BackendName | 'auto'; readonly choice: Promise<BackendChoice> } | null = null;

  constructor(private readonly options: ServerOptions) {}

  async handle({ id, request }: ToWorker): Promise<void> {
    const { post } = this.options;
    try {
      post({ id, answer: await this.answer(request) });
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      const internal = !(isUserFault(error));
      const text = internal && !message.startsWith('internal:') ? `internal: ${message}` : message;
      post({ id, error: { message: text, internal, stack: stack ?? '' } });
    }
  }

  private async answer(request: Request): Promise<Answer> {
    switch (request.kind) {
      case 'warm':
        await this.choose(request.backend);
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
      case 'pause':
        await this.interrupt();
        return { kind: 'ok' };
      case 'step':
        this.model.session.mustLearn();
        await this.interrupt();
        this.start(this.model.session.step + 1);
        await this.running;
        return { kind: 'ok' };
      case 'stop':
        await this.interrupt();
        if (this.open) this.enter('idle');
        return { kind: 'ok' };
      case 'view': {
        const { session } = this.model;
        const roles = findRoles(session.document, session.analysis, 'about' in request.view ? request.view.about : undefined);
        return { kind: 'view', view: await view({ session, roles }, request.view) };
      }
      case 'weights': {
        const { parameters, step } = await this.model.session.snapshot();
        return { kind: 'weights', bytes: writeSafetensors(parameters, { step: String(step) }) };
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
  private choose(preferred: BackendName | 'auto'): Promise<BackendChoice> {
    if (this.chosen?.preferred !== preferred) this.chosen = { preferred, choice: this.options.chooseBackend(preferred) };
    return this.chosen.choice;
  }
  private enter(state: RunState): void {
    if (state === 'failed') this.chosen = null;
    if (state === this.state) return;
    this.state = state;
    this.event({ kind: 'state', state });
  }

  private async openModel(request: Extract<Request, { kind: 'open' }>): Promise<Answer> {
    await this.interrupt();
    this.open?.session.dispose();
    this.open = null;
    this.enter('preparing');
    try {
      const { checkpoints, clock } = this.options;
      const choice = await this.choose(request.backend);
      const { document } = request;
      const session = await Session.open({ document, data: request.data });
      const fingerprint = modelFingerprint(document);
      const saved = request.restore ? await checkpoints.load(document.id, fingerprint) : null;
      if (saved) session.restore(saved);
      const trainer = new Trainer({
        session,
        clock,
        hooks: {
          onMetrics: (rows) => this.event({ kind: 'metrics', rows }),
          onProgress: (progress) => this.event({ kind: 'progress', progress }),
          onCheckpoint: async (snapshot) => {
            await checkpoints.save(document.id, fingerprint, snapshot);
            this.event({ kind: 'checkpoint', step: snapshot.step });
          },
        },
      });
      this.open = { session, trainer, fingerprint };
      this.enter(saved && saved.step >= session.totalSteps ? 'done' : saved ? 'paused' : 'idle');
      return { kind: 'opened', backend: choice.backend, fallbacks: choice.fallbacks, restoredStep: saved?.step ?? null };
    } catch (error) {
      this.enter('failed');
      throw error;
    }
  }

  private start(until: number): void {
    const { session, trainer } = this.model;
    // A finished run that is started again goes on for as many epochs.
    const target = session.step >= until ? session.step + session.totalSteps : until;
    this.interrupted = false;
    this.enter('running');
    this.running = trainer
      .run(target, () => this.interrupted)
      .then((outcome) => {
        if (outcome.kind === 'not-finite') {
          this.event(outcome);
          this.enter('failed');
        } else this.enter(outcome.kind === 'done' && session.step >= session.totalSteps ? 'done' : 'paused');
      })
      .catch((error: unknown) => {
        const { message, stack } = error instanceof Error ? error : new Error(String(error));
        this.event({ kind: 'failed', message: isUserFault(error) || message.startsWith('internal:') ? message : `internal: ${message}`, stack: stack ?? '' });
        this.enter('failed');
      });
  }
  private async interrupt(): Promise<void> {
    this.interrupted = true;
    await this.running;
    // A measurement that was asked for meanwhile is still of this model.
    await this.open?.trainer.between(() => Promise.resolve());
  }
}
