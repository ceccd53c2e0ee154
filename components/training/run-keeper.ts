/**
 * What belongs to a run beside its weights: its curves, and the last step that was shown. Each document has runs of its own;
 * what still comes of a run that is being left goes to that run, and never to the one that takes its place.
 */
import type { Metrics, Restored } from '@/graph-engine/training/protocol';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { whyNotKept } from '@/components/storage/why-not-kept';
import type { MetricsLog, Unkept } from './metrics-log';
import type { RunAbout } from './run-history';
import { sameRun, type RunKey } from './run-key';
import type { Lost, shownStep } from './shown-step';

export interface RunKeeperOptions {
  /** The run that is shown. */
  readonly log: MetricsLog;
  readonly history: {
    /** `writer`: the number under which this page writes, see passFence. @throws SupersededError */
    keep(rows: Unkept & { readonly about?: RunAbout | undefined }, writer: number | undefined): Promise<void>;
    load(key: RunKey, writer: number | undefined): Promise<readonly Metrics[]>;
  };
  readonly shown: typeof shownStep;
  tell(text: string, tone: 'plain' | 'good' | 'bad', description?: string, details?: string): void;
  fault(error: unknown): void;
}

export class RunKeeper {
  /** Whether this page may write what belongs to the document. */
  keeping = false;
  /** The number under which it does, where others could. */
  writer: number | undefined;
  /** The run that was left, until the worker has said its last word of it. */
  private ending: MetricsLog | null = null;
  /** The run that was left last, which may be opened again. */
  private past: MetricsLog | null = null;
  /** Writes go one after another, so that parts of a run stay in their order. */
  private writing: Promise<void> = Promise.resolve();
  private failed = false;
  /** What the run that is shown was made from, and those of which something may still be written. */
  private readonly abouts = new Map<string, RunAbout>();

  constructor(private readonly options: RunKeeperOptions) {}

  private get log(): MetricsLog {
    return this.ending ?? this.options.log;
  }
  /** What is heard is of the run that is shown. */
  get isShown(): boolean {
    return this.ending === null;
  }

  /** Takes the run off the screen. */
  leave(): void {
    this.ending ??= this.options.log.split();
  }
  /** The run that was left is over. */
  async left(): Promise<void> {
    const kept = this.keep();
    this.past = this.ending;
    this.ending = null;
    await kept;
  }
  /** Shows a run: one that is restored up to a step with its curves, another one empty. Gives what was shown of the document and is lost. */
  async begin(key: RunKey, restored: Restored | null, afresh: boolean, about?: RunAbout): Promise<Lost | null> {
    const { log, shown } = this.options;
    if (about) this.abouts.set(key.run, about);
    const again = restored && sameRun(this.past?.key ?? null, key) ? this.past : null;
    this.past = null;
    if (again) log.resume(again);
    else log.begin(key, restored ? await this.load(key) : []);
    // A checkpoint at step n has seen the rows 0 to n − 1.
    if (restored) log.cutAfter(restored.step - 1);
    if (!this.keeping) return null;
    const lost = shown.lost(key.document, restored);
    return afresh ? null : lost;
  }

  add(rows: readonly Metrics[]): void {
    this.log.add(rows);
  }
  cutAfter(step: number): void {
    this.log.cutAfter(step);
  }
  /** A step is shown. */
  note(step: number): void {
    const { key } = this.log;
    if (key && this.keeping && step > 0) this.options.shown.note(key, step);
  }
  /** The weights of a step are kept. */
  weightsKept(step: number): void {
    const { key } = this.log;
    if (key) this.options.shown.kept(key, step);
    void this.keep();
  }

  /** Keeps the rows that came since the last time. */
  keep(): Promise<void> {
    const { log, keeping } = this;
    const unkept = keeping ? log.takeUnkept() : null;
    const { writer } = this;
    if (unkept) this.writing = this.writing.then(() => this.write(log, unkept, writer));
    return this.writing;
  }
  private async write(log: MetricsLog, unkept: Unkept, writer: number | undefined): Promise<void> {
    const { history, tell, fault } = this.options;
    try {
      const about = this.abouts.get(unkept.key.run);
      await history.keep({ ...unkept, about }, writer);
      if (unkept.key.run !== this.options.log.key?.run) this.abouts.delete(unkept.key.run);
      this.failed = false;
    } catch (error) {
      // They are of a run that another page has taken over.
      if (error instanceof SupersededError) return;
      log.untake(unkept);
      const reason = whyNotKept(error);
      if (reason === null) return fault(error);
      if (!this.failed) tell('The curves of this run could not be saved', 'bad', `${reason} It is tried again as the run goes on.`);
      this.failed = true;
    }
  }
  private async load(key: RunKey): Promise<readonly Metrics[]> {
    try {
      await this.writing;
      return await this.options.history.load(key, this.keeping ? this.writer : undefined);
    } catch (error) {
      const reason = whyNotKept(error);
      if (reason === null) throw error;
      this.options.tell('The curves of this run could not be read', 'bad', reason);
      return [];
    }
  }
}
