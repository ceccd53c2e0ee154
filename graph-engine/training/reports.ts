/** What a run tells of itself while it goes on: figures, how far it is, whose turn was taken. */
import type { Clock } from './clock';
import type { Metrics, Progress } from './protocol';
import type { Session } from './session';
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
  /** A step took so long. */
  stepTook(ms: number): void {
    this.stepMs = this.stepMs === 0 ? ms : this.stepMs * 0.95 + ms * 0.05;
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
      secondsLeft: (Math.max(0, session.totalSteps - session.step) * this.stepMs) / 1000,
    });
  }
}
