/** Turns the worker's events into what the studio knows of the run, and tells what the user should know of it. */
import type { Fallback, BackendName, RunState, TrainingEvent } from '@/graph-engine/training/protocol';
import type { ViewFeed } from './view-feed';
import { titleOf } from './backend-names';
import type { RunKeeper, RunKeeperOptions } from './run-keeper';
import { trainingStore, type NotFinite } from './use-training';

export interface RunListenerOptions extends RunKeeperOptions {
  readonly feed: ViewFeed;
  onNotFinite(event: NotFinite): void;
}
/** What could not be kept is tried again after this time. */
const RETRY_MS = 10_000;
const { getState: get, setState: set } = trainingStore;

export class RunListener {
  private retry: ReturnType<typeof setTimeout> | undefined;

  /** `keepNow` tries to keep the weights as they are. */
  constructor(
    private readonly options: RunListenerOptions,
    private readonly record: RunKeeper,
    private readonly keepNow: () => Promise<void>,
  ) {}

  hear(event: TrainingEvent): void {
    const { log, feed, tell } = this.options;
    switch (event.kind) {
      case 'state':
        return this.enter(event.state);
      case 'compiling':
        set({ compiling: event.done < event.total ? { done: event.done, total: event.total } : null });
        return;
      case 'fitting':
        set({ fitting: event.share });
        return;
      case 'progress':
        this.record.note(event.progress.step);
        if (!this.record.isShown) return;
        set({ progress: event.progress });
        return feed.invalidate();
      case 'metrics': {
        this.record.add(event.rows);
        if (!this.record.isShown) return;
        const loss = log.latest('train')?.values['loss'];
        const validation = log.latest('validation')?.values['loss'];
        set({ loss: loss ?? get().loss, validation: validation ?? get().validation });
        return;
      }
      case 'turn':
        set({ turn: event.turn });
        return feed.invalidate();
      case 'checkpoint':
        this.record.weightsKept(event.step);
        if (!this.record.isShown) return;
        if (get().notKept !== null) tell('The weights are saved again', 'good', `As they were at step ${event.step.toLocaleString('en')}.`);
        set({ checkpoint: event.step, notKept: null });
        return;
      case 'not-kept':
        return this.notKept(event.reason);
      case 'superseded':
        // The page that took over has it in its hands now; that is said where the document can no longer be edited.
        this.record.keeping = false;
        set({ notKept: null });
        return;
      case 'longer':
        return tell('The run goes on beyond its end', 'plain', event.reason);
      case 'moved':
        return this.moved(event);
      case 'paces': {
        const { model } = get();
        const { backend, paces, measuring } = event;
        set({ paces: { backend, paces, measuring }, ...(model && { model: { ...model, backend } }) });
        return;
      }
      case 'not-finite':
        set({ notFinite: { step: event.step, kept: event.kept, diagnostic: event.diagnostic } });
        this.record.cutAfter(event.step);
        return this.options.onNotFinite(event);
      case 'failed':
        set({ problem: event.message });
        if (!event.message.startsWith('internal:')) return tell('Training stopped', 'bad', event.message);
        return this.options.fault(Object.assign(new Error(event.message), { stack: event.stack }));
    }
  }

  private enter(run: RunState): void {
    const before = get().run;
    if (run === before) return;
    if (run === 'running') set({ notFinite: null, problem: null });
    // Paused, it can be looked at further.
    set(run === 'running' || run === 'paused' ? { run } : { run, turn: null });
    this.options.feed.invalidate();
    if (run === 'done' && before === 'running') this.options.tell('Training is done', 'good');
    if (run === 'done' || run === 'paused') void this.record.keep();
  }
  /** The run goes on; while it rests, it is tried now and then. */
  private notKept(reason: string): void {
    if (get().notKept === null) this.options.tell('The weights could not be saved in this browser', 'bad', `${reason} Training goes on, and saving is tried again by itself.`);
    set({ notKept: reason });
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      if (get().notKept !== null) void this.keepNow();
    }, RETRY_MS);
  }
  private moved({ backend, fallbacks, step, reason }: { readonly backend: BackendName; readonly fallbacks: readonly Fallback[]; readonly step: number; readonly reason: string }): void {
    const { model } = get();
    if (model) set({ model: { ...model, backend, fallbacks } });
    this.record.cutAfter(step - 1);
    this.options.tell(`Training goes on with ${titleOf(backend)}`, 'bad', `${reason} It goes on from step ${step.toLocaleString('en')}.`);
  }
}
