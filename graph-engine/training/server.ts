/** The worker's end of the protocol: one model at a time. Runs in a worker, and in-process for tests. */
import { figuresOf } from '../program/figures-of';
import { DeviceLostError, type Device } from '../runtime/device';
import { answerAbout } from './answer-about';
import type { Checkpoint, CheckpointStorage } from './checkpoints';
import type { Clock } from './clock';
import { Computing, isLost, type ChooseBackend, type Chosen } from './computing';
import { fitInTurns } from './fit-in-turns';
import { InFlight } from './in-flight';
import { Keeping } from './keeping';
import { checkpointOf, discard, heldBy, inPlaceOf, loadFrom, openSession, type Opened, type OpenModel, type OpenRequest } from './open-model';
import { fastestOf } from './pace/fastest';
import { Measuring, type MeasureOptions } from './pace/measuring';
import type { Answer, FromWorker, Request, RunState, ToWorker, TrainingEvent } from './protocol';
import { lengthOf } from './run-length';
import { Trainer } from './trainer';
import { faultWords, isUserFault } from './user-fault';

export interface ServerOptions {
  readonly post: (message: FromWorker) => void;
  readonly clock: Clock;
  readonly checkpoints: CheckpointStorage;
  readonly chooseBackend: ChooseBackend;
  /** How `auto` finds the fastest for a model; without it, the first that works is kept. */
  readonly measure?: MeasureOptions;
}
/** What must not wait until other backends are tried. */
const urgent: ReadonlySet<Request['kind']> = new Set(['open', 'train', 'step', 'profile', 'dispose']);

export class TrainingServer {
  private open: OpenModel | null = null;
  private state: RunState = 'idle';
  private readonly keeping: Keeping;
  private interrupted = false;
  private running: Promise<void> = Promise.resolve();
  private until = 0;
  private alone = false;
  private perSecond: number | null = null;
  private readonly computing: Computing;
  /** Resolves when the model is on another device; requests wait for it. */
  private moving: Promise<void> = Promise.resolve();
  private readonly inFlight = new InFlight();
  private readonly measuring: Measuring;
  /** That a model is being opened on. */
  private device: Device | null = null;

  constructor(private readonly options: ServerOptions) {
    this.keeping = new Keeping(options.checkpoints, (event) => this.event(event));
    const computing = (this.computing = new Computing(options.chooseBackend, (device, { reason }) => {
      if (this.open?.session.device !== device) return;
      this.measuring.stop();
      this.moving = this.move(this.open, reason);
    }));
    this.measuring = new Measuring(options.measure ?? null, {
      clock: options.clock,
      computing,
      idle: () => this.inFlight.idle(),
      fault: (error) => this.tellFault(error),
      onFitting: this.onFitting,
      tell: ({ request }, paces, measuring) => {
        if (this.open?.request.document === request.document) this.event({ kind: 'paces', backend: this.open.chosen.backend, paces, measuring });
      },
      move: (model, backend, signal) => this.goOver(model, backend, signal),
    });
  }

  async handle({ id, request }: ToWorker): Promise<void> {
    const { post } = this.options;
    if (urgent.has(request.kind)) this.measuring.stop();
    try {
      post({ id, answer: await this.inFlight.during(() => this.answerOrMove(request)) });
    } catch (error) {
      post({ id, error: faultWords(error) });
    }
  }

  /** A request that the loss of the device came between is answered by the next device. */
  private async answerOrMove(request: Request): Promise<Answer> {
    await this.moving;
    try {
      return await this.answer(request);
    } catch (error) {
      const lost = error instanceof DeviceLostError || (!isUserFault(error) && this.device !== null && (await isLost(this.device)));
      if (!lost) throw error;
      await this.moving;
      return this.answer(request);
    }
  }
  private async answer(request: Request): Promise<Answer> {
    switch (request.kind) {
      case 'warm':
        await Promise.all([this.computing.choose(request.backend), this.options.measure?.machine()]);
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
        if (request.stage !== undefined) {
          const { session, trainer } = this.model;
          await trainer.between(() => session.goToStage(request.stage!));
          this.start(session.stageEnd - session.step, true);
        } else this.start();
        return { kind: 'ok' };
      case 'slow':
        this.perSecond = request.perSecond;
        if (this.open) this.open.trainer.perSecond = request.perSecond;
        return { kind: 'ok' };
      case 'calm':
        this.open?.trainer.calm(request.ms);
        return { kind: 'ok' };
      case 'pause':
        await this.interrupt();
        return { kind: 'ok' };
      case 'keeps':
        this.keeping.isOn = request.on;
        return { kind: 'ok' };
      case 'checkpoint':
        if (this.model.session.step !== this.model.keptStep) await this.model.trainer.checkpointNow();
        return { kind: 'ok' };
      case 'step':
        this.model.session.mustLearn();
        await this.interrupt();
        this.model.session.only = request.player ?? null;
        this.start(1);
        await this.running;
        // The step may have been taken on the next device.
        await this.moving;
        await this.running;
        if (this.open) this.open.session.only = null;
        return { kind: 'ok' };
      case 'stop':
        await this.interrupt();
        if (this.open) this.enter('idle');
        return { kind: 'ok' };
      case 'view':
      case 'look':
      case 'weights':
      case 'snapshot':
      case 'profile':
        await fitInTurns(this.model.session.data, { clock: this.options.clock, stopped: () => false, onFitting: this.onFitting });
        return answerAbout(this.model, request);
      case 'paces':
        if (this.open && this.state !== 'running' && this.state !== 'preparing') this.measuring.begin(this.open, true);
        return { kind: 'ok' };
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
  private readonly onFitting = (share: number | null): void => this.event({ kind: 'fitting', share });
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

  private async openModel({ begin, ...request }: OpenRequest): Promise<Answer> {
    await this.interrupt();
    const { document, restore } = request;
    const held = restore && !begin ? await heldBy(this.open, document.id) : null;
    const heldKept = this.open?.keptStep ?? 0;
    this.open?.session.dispose();
    this.open = null;
    this.enter('preparing');
    try {
      const paces = await this.measuring.recall(document);
      const chosen = await this.choose(request.backend, fastestOf(paces));
      const given = begin ?? held;
      const { saved, unread } = given || !restore ? { saved: given, unread: null } : await loadFrom(this.options.checkpoints, request);
      this.keeping.isOn = request.keeps;
      const { open, told } = await this.build(request, saved, chosen);
      this.open = open;
      if (held && told.restored) open.keptStep = heldKept;
      // A reload begins with it again. What it holds of a run is no step of this one.
      if (begin) await this.keeping.keepGiven(open, begin, told.restored !== null);
      this.enterRest();
      if (request.backend === 'auto') this.measuring.begin(open, false);
      return { kind: 'opened', backend: chosen.backend, fallbacks: chosen.fallbacks, paces, ...told, unread, figures: figuresOf(open.session.document, open.session.analysis), data: open.data };
    } catch (error) {
      this.enter('failed');
      throw error;
    }
  }
  /** Where something has to be set up, what is being measured ends first. */
  private async choose(preferred: OpenRequest['backend'], first?: Chosen['backend']): Promise<Chosen> {
    const known = this.computing.known(preferred, first);
    if (!known) await this.measuring.ended();
    const chosen = known ?? (await this.computing.choose(preferred, first));
    this.device = chosen.device;
    return chosen;
  }
  private async build(request: OpenRequest, saved: Checkpoint | null, chosen: Chosen, quiet = false): Promise<{ readonly open: OpenModel; readonly told: Opened }> {
    const { session, data, goesOn, told } = await openSession(request, saved, chosen.device);
    await session.compile((done, total) => quiet || this.event({ kind: 'compiling', done, total }));
    const trainer = new Trainer({
      session,
      clock: this.options.clock,
      hooks: {
        onMetrics: (rows) => this.event({ kind: 'metrics', rows }),
        onFitting: this.onFitting,
        onTurn: (turn) => this.event({ kind: 'turn', turn }),
        onProgress: (progress) => this.event({ kind: 'progress', progress }),
        onCheckpoint: (snapshot) => this.keeping.keep(open, snapshot),
      },
    });
    const last = session.device.lost ? (goesOn?.snapshot ?? (await session.snapshot())) : null;
    const open: OpenModel = { request, session, trainer, run: goesOn?.run ?? request.run, chosen, began: goesOn ? null : saved, data, keptStep: goesOn?.snapshot.step ?? 0, look: null, last };
    return { open, told };
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
      const chosen = await this.choose(from.request.backend);
      const { open } = await this.build({ ...from.request, run: from.run }, from.last && checkpointOf(from, from.last), chosen);
      this.open = inPlaceOf(from, open);
      this.event({ kind: 'moved', backend: chosen.backend, fallbacks: chosen.fallbacks, step: this.open.session.step, reason });
      if (resumes) this.start(this.until - this.open.session.step, this.alone);
      else this.enterRest();
    } catch (error) {
      this.fail(error);
    }
  }

  /** While it rests, to what is faster: the same weights at the same step. What comes meanwhile comes first, and then nothing has happened. */
  private async goOver(from: OpenModel, backend: Chosen['backend'], signal: AbortSignal): Promise<void> {
    const chosen = await this.computing.choose('auto', backend);
    if (chosen.backend !== backend || signal.aborted) return;
    const { open } = await this.build({ ...from.request, run: from.run }, checkpointOf(from, await from.session.snapshot()), chosen, true);
    while (!this.inFlight.isIdle) await this.inFlight.idle();
    if (signal.aborted || this.open !== from) return open.session.dispose();
    this.open = inPlaceOf(from, open);
    this.device = chosen.device;
    from.session.dispose();
  }

  /** For `more` steps; otherwise to the end of the run, and beyond it for as long as the document says. `alone`: no further than the present stage goes. */
  private start(more?: number, alone = false): void {
    const { session, trainer } = this.model;
    const { until, steps } = lengthOf({ step: session.step, planned: session.totalSteps, whole: session.wholeSteps, more });
    const reason = session.lengthen(steps);
    if (reason !== null) this.event({ kind: 'longer', reason });
    this.interrupted = false;
    this.until = until;
    this.alone = alone;
    trainer.perSecond = this.perSecond;
    this.enter('running');
    this.running = trainer
      .run(until, () => this.interrupted, alone)
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
    this.tellFault(error);
    this.enter('failed');
  }
  private tellFault(error: unknown): void {
    const { message, stack } = faultWords(error);
    this.event({ kind: 'failed', message, stack });
  }
  private async interrupt(): Promise<void> {
    this.interrupted = true;
    await this.running;
    // A measurement that was asked for meanwhile is still of this model.
    await this.open?.trainer.between(() => Promise.resolve());
  }
}
