/** What a run tells of itself while it goes on: figures, how far it is, whose turn was taken. */
import type { Clock } from './clock';
import type { Metrics, Progress } from './protocol';
import type { Session } from './session';
import { StepPace, WARM_STEPS } from './step-pace';
import type { TurnTaken } from './turns';

export interface ReportHooks {
  onMetrics(rows: readonly Metrics[]): void;
  onProgress(progress: Progress): void;
  /** In slow motion, and of a player's step alone: whose turn was taken; null when the run goes on as usual. */
  onTurn?(turn: TurnTaken | null): void;
}

const REPORT_MS = 120;

function keptOf({ stopping }: Session): Progress['kept'] {
  const record = stopping?.record;
  return record?.ended && record.best ? { ...record.best, early: record.ended === 'early' } : null;
}

export class Reports {
  private rows: Metrics[] = [];
  private last = 0;
  private stepMs = 0;
  private timed = 0;
  private readonly pace = new StepPace();
  private end: () => number = () => 0;
  private showsTurn = false;

  constructor(
    private readonly session: Session,
    private readonly clock: Clock,
    private readonly hooks: ReportHooks,
  ) {}

  /** To be told with the next report. */
  add(row: Metrics): void {
    this.rows.push(row);
  }
  /** A run begins, or goes on, that is over after step `end()`. */
  begin(end: () => number): void {
    this.end = end;
    this.pace.begin(this.session.step);
  }
  /** A step is taken, which took so many milliseconds; null where its pace is the user's. */
  stepTook(ms: number | null): void {
    if (ms !== null) this.stepMs = this.timed++ <= WARM_STEPS ? ms : this.stepMs * 0.95 + ms * 0.05;
    this.pace.see(this.session.step, this.clock.now());
  }
  showTurn(turn: TurnTaken | null): void {
    if (turn !== null || this.showsTurn) this.hooks.onTurn?.(turn);
    this.showsTurn = turn !== null;
  }
  reportNowAndThen(): void {
    if (this.clock.now() - this.last > REPORT_MS) this.report();
  }
  report(): void {
    const { session, hooks, clock } = this;
    const paceMs = this.pace.msPerStep;
    this.last = clock.now();
    if (this.rows.length) hooks.onMetrics(this.rows);
    this.rows = [];
    hooks.onProgress({
      step: session.step,
      steps: session.totalSteps,
      epoch: session.epoch,
      epochs: session.epochs,
      stages: session.stretches,
      kept: keptOf(session),
      stepMs: this.stepMs,
      secondsLeft: paceMs === null ? null : (Math.max(0, this.end() - session.step) * paceMs) / 1000,
    });
  }
}
