/** The training loop: steps, validation at the end of an epoch, checkpoints, and the stop at a value that is not finite. */
import { BetweenSteps } from './between-steps';
import type { Clock } from './clock';
import { findFault, type Fault } from './find-fault';
import { fitInTurns } from './fit-in-turns';
import { explain, NotFiniteError } from './not-finite';
import { readPlain } from './plain-weights';
import { ReadPace } from './read-pace';
import { Reports, type ReportHooks } from './reports';
import type { Session, Snapshot } from './session';

export interface TrainerHooks extends ReportHooks {
  /** While the data are fitted, before the first step: how much is done; null when it ends. */
  onFitting?(share: number | null): void;
  onCheckpoint(snapshot: Snapshot): Promise<void>;
}
export type Outcome = { readonly kind: 'done' | 'interrupted' } | ({ readonly kind: 'not-finite' } & Fault);

export interface TrainerOptions {
  readonly session: Session;
  readonly clock: Clock;
  readonly hooks: TrainerHooks;
  /** Time between two checkpoints; without it the first comes soon, and the others as often as they cost little. */
  readonly checkpointMs?: number;
}

/** Longest time between two chances for messages to arrive. */
const BREATHE_MS = 24;
/** The first checkpoint of a run comes this soon, and later ones as often as they take no more than a twentieth of the time. */
const CHECKPOINT_MS = 1_000;
const CHECKPOINT_MOST_MS = 10_000;
const CHECKPOINT_SHARE = 20;
/** Longest sleep of a run in slow motion, which hears of a pause in between. */
const SLICE_MS = 30;
/** While it is calm: milliseconds of rest for each of work, and the most at once, so that a run can be stopped. */
const REST_SHARE = 7;
const REST_MS = 120;

export class Trainer {
  private lastBreath = 0;
  private lastCheckpoint = 0;
  /** How long the last one took. */
  private checkpointTook = 0;
  private calmUntil = -Infinity;
  /** Slow motion: turns of players a second, one by one; null: steps as fast as they come. */
  perSecond: number | null = null;
  /** What a run starts from is always kept: it may be what was restored. */
  private first = true;
  /** This run has written a checkpoint. */
  private wasKept = false;
  private readonly steps = new BetweenSteps();
  private readonly reports: Reports;

  constructor(private readonly options: TrainerOptions) {
    this.reports = new Reports(options.session, options.clock, options.hooks);
  }

  /** Does `work` while no step is under way: at once, or between two steps of the run, which then goes on. */
  between<T>(work: () => Promise<T>): Promise<T> {
    return this.steps.between(work);
  }

  /** For this long, training works an eighth of the time, in place of all of it. The numbers stay the same. */
  calm(ms: number): void {
    this.calmUntil = this.options.clock.now() + ms;
  }
  private get isCalm(): boolean {
    return this.options.clock.now() < this.calmUntil;
  }

  /** Trains until step `until`, or until `interrupted()`; `alone`: no further than the present stage goes, which may end early. */
  run(until: number, interrupted: () => boolean, alone = false): Promise<Outcome> {
    return this.steps.whileRunning(async () => {
      const { session, clock, hooks } = this.options;
      if (!(await fitInTurns(session.data, { clock, stopped: interrupted, onFitting: (share) => hooks.onFitting?.(share) }))) return { kind: 'interrupted' };
      return this.train(until, interrupted, alone);
    });
  }
  private async train(until: number, interrupted: () => boolean, alone: boolean): Promise<Outcome> {
    const { session, clock } = this.options;
    const { keepEvery, readMs } = session.device;
    if (!this.isSlow) this.reports.showTurn(null);
    const pace = new ReadPace(session.device);
    let [lastRead, lastReadStep] = [clock.now(), session.step];
    this.lastBreath = clock.now();
    // With the whole run this ends, however long its stages turn out to be.
    const ends = until >= session.totalSteps;
    const last = (): number => (ends ? Math.min(until, session.totalSteps) : until);
    if (session.step < until) await this.takeUp();
    this.reports.begin(last);
    const from = session.step;
    this.wasKept = false;
    [this.lastCheckpoint, this.checkpointTook] = [clock.now(), 0];
    // Of a run that was cut off between a check and its end, too.
    let over = session.step % session.stepsPerEpoch === 0 && this.isOver;
    if (over && session.hasNextStage) {
      await session.keepBest('early');
      over = false;
    }
    const isDone = (): boolean => alone && session.isStageOver;
    while (session.step < last() && !interrupted() && !over && !isDone()) {
      if (this.steps.isWaiting) await this.steps.doWaiting();
      if (session.hasNextStage && session.isStageOver) await session.nextStage();
      const start = clock.now();
      const { step } = session;
      if (this.isSlow) {
        const isSound = await this.turnSlowly(interrupted);
        [lastRead, lastReadStep] = [clock.now(), session.step];
        if (!isSound) return this.backOut(from);
        if (session.step === step) continue;
      } else if (pace.isRead(step) || step + 1 === Math.min(last(), session.stageEnd)) {
        const keep = readMs !== undefined || step % keepEvery === 0 || this.first;
        this.first = false;
        if (keep) session.kept.keepCandidate(step);
        const reading = session.stepAndRead();
        // While the values travel, the GPU has the next step to do.
        if (readMs !== undefined && session.step < Math.min(last(), session.stageEnd) && session.step % session.stepsPerEpoch !== 0) session.stepBlind();
        const values = await reading;
        if (!Object.values(values.values).every(Number.isFinite)) return this.backOut(from);
        // The values were computed with the weights before the step: those are now known to be good.
        if (keep) session.kept.acceptCandidate();
        this.reports.add({ ...values, set: 'train' });
        pace.wasRead(step, (clock.now() - lastRead) / Math.max(1, step - lastReadStep));
        [lastRead, lastReadStep] = [clock.now(), step];
      } else session.stepBlind();
      this.reports.stepTook(this.isSlow ? null : (clock.now() - start) / (session.step - step));
      const isLast = session.step === session.stageEnd;
      if (isLast || session.step % session.stepsPerEpoch === 0) {
        const fault = await this.validate(isLast, from);
        if (fault) return fault;
        over = this.isOver;
      }
      if (session.hasNextStage && (over || isLast)) {
        await session.keepBest(over && !isLast ? 'early' : 'complete');
        over = false;
      }
      this.reports.reportNowAndThen();
      if (this.isCheckpointDue) {
        // Its curve is told first, so that it can be kept with it.
        this.reports.report();
        await this.checkpoint();
      }
      if (clock.now() - this.lastBreath > BREATHE_MS) {
        await clock.breathe();
        await this.rest(clock.now() - this.lastBreath, interrupted);
        this.lastBreath = clock.now();
      }
    }
    if (session.step > from && !(await this.endsSound(over || session.step >= last()))) return this.backOut(from, session.step);
    if (!session.hasNextStage && (over || session.step >= Math.max(last(), session.totalSteps))) await session.keepBest(over && session.step < last() ? 'early' : 'complete');
    await this.checkpoint();
    return { kind: over || isDone() || session.step >= last() ? 'done' : 'interrupted' };
  }

  /** Turns are taken one by one, or one player's alone. */
  private get isSlow(): boolean {
    const { session } = this.options;
    return (this.perSecond !== null || session.only !== null) && session.hasTurn;
  }
  /** The turn of the next player, and a rest in which it can be looked at. False where a value is not finite. */
  private async turnSlowly(interrupted: () => boolean): Promise<boolean> {
    const { session, clock } = this.options;
    const begins = session.turn === 0;
    if (begins) session.kept.keepCandidate(session.step);
    const taken = await session.takeTurn();
    const { figure, step } = taken;
    if (![...Object.values(step?.values ?? {}), figure?.before ?? 0].every(Number.isFinite)) return false;
    if (begins) session.kept.acceptCandidate();
    if (step) this.reports.add({ ...step, set: 'train' });
    this.reports.showTurn(taken);
    this.reports.report();
    const began = clock.now();
    const left = (): number => (this.perSecond === null ? 0 : 1000 / this.perSecond - (clock.now() - began));
    while (left() > 0 && !interrupted()) {
      if (this.steps.isWaiting) await this.steps.doWaiting();
      await new Promise((resolve) => setTimeout(resolve, Math.min(left(), SLICE_MS)));
    }
    if (!this.isSlow) this.reports.showTurn(null);
    return true;
  }
  /** A run that had ended goes on as if it had not, or with its next stage. */
  private async takeUp(): Promise<void> {
    const { session } = this.options;
    if (session.hasNextStage && session.isStageOver) await session.nextStage();
    else session.goOn();
  }
  private get isOver(): boolean {
    const { session } = this.options;
    return session.stopping?.isOver(session.step) ?? false;
  }

  /** While a hand is moving something: as long as the work before took, several times. */
  private async rest(worked: number, interrupted: () => boolean): Promise<void> {
    for (let left = REST_SHARE * worked; left > 0 && this.isCalm && !this.steps.isWaiting && !interrupted(); left -= REST_MS) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, REST_MS)));
    }
  }

  /** Gives an outcome where the run ends with it. */
  private async validate(isLast: boolean, from: number): Promise<Outcome | null> {
    const { session } = this.options;
    if (!session.holdsOut) return null;
    let values: Readonly<Record<string, number>>;
    try {
      // A long validation says that it is alive.
      values = await session.evaluate(session.data.validationRows(), () => this.reports.reportNowAndThen());
    } catch (error) {
      if (!(error instanceof NotFiniteError)) throw error;
      if (!(await session.isSound())) return this.backOut(from, session.step);
      // The weights are sound as far as the items that are trained on can tell.
      await this.checkpoint();
      const diagnostic = explain(session.document, error.found, error.feeds, { kind: 'validation', steps: session.step });
      return { kind: 'not-finite', step: session.step - 1, kept: session.step, diagnostic };
    }
    this.reports.add({ step: session.step - 1, epoch: Math.floor((session.step - 1) / session.stepsPerEpoch), set: 'validation', values });
    if (session.stopping?.isCheck(session.step, isLast)) await session.stopping.check(session.step, values['loss'] ?? NaN, () => readPlain(session.store));
    return null;
  }

  /** Whether the last update is worth keeping, which no step has computed with yet. At the end of a run held-out items have; a run that is stopped must not wait for more than a look at its weights. */
  private async endsSound(isDone: boolean): Promise<boolean> {
    const { session } = this.options;
    if (isDone) return session.holdsOut || session.isSound();
    return [...(await session.store.read()).values()].every(({ data }) => Array.prototype.every.call(data, Number.isFinite));
  }

  /** Back to the last good weights, and what broke those after them. Start values are not worth the weights that they would replace. */
  private async backOut(start: number, failed = this.options.session.step - 1): Promise<Outcome> {
    const { session } = this.options;
    const fault = await findFault(session, failed, start);
    if (fault.kept !== null || this.wasKept) await this.checkpoint();
    else this.reports.report();
    return { kind: 'not-finite', ...fault };
  }

  private get isCheckpointDue(): boolean {
    const { clock, checkpointMs } = this.options;
    const wait = checkpointMs ?? Math.min(CHECKPOINT_MOST_MS, Math.max(CHECKPOINT_MS, CHECKPOINT_SHARE * this.checkpointTook));
    // A copy of all weights takes a while, too: where a hand is moving something, it waits, though not for ever.
    return clock.now() - this.lastCheckpoint >= (this.isCalm ? 2 * wait : wait);
  }
  /** A checkpoint of the weights as they are, at once or between two steps. */
  checkpointNow(): Promise<void> {
    return this.between(() => this.checkpoint());
  }
  private async checkpoint(): Promise<void> {
    // Who keeps the curves with the weights must have them up to the same step.
    this.reports.report();
    const start = this.options.clock.now();
    this.wasKept = true;
    await this.options.hooks.onCheckpoint(await this.options.session.snapshot());
    this.lastCheckpoint = this.options.clock.now();
    this.checkpointTook = this.lastCheckpoint - start;
  }
}
