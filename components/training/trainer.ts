/**
 * The page's side of training: opens the model in the worker, runs it, and turns the worker's events into state.
 * Requests run one after another; a crashed worker is replaced and goes on from its last checkpoint.
 */
import type { DataTable } from '@/datasets/definition';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { StepProfile } from '@/graph-engine/training/profile/types';
import type { Answer, BackendName, Fallback, Request, RunState, TrainingEvent, ViewRequest, ViewResult } from '@/graph-engine/training/protocol';
import type { TrainingClient } from '@/graph-engine/training/client';
import type { ViewFeed } from '@/components/views/view-feed';
import { slow, titleOf } from './backend-names';
import { modelKey, sessionKey } from './model-key';
import { RunRecord, type RunRecordOptions } from './run-record';
import { idleTraining, isBusy, trainingStore, type NotFinite } from './use-training';

/** A client and the worker behind it; `onCrash` is called once, with what the browser says. */
export interface Connection {
  readonly client: TrainingClient;
  close(): void;
}
export interface TrainerOptions extends RunRecordOptions {
  connect(onCrash: (reason: string) => void): Connection;
  readonly feed: ViewFeed;
  /** Whether this page is the one that may write what belongs to that document. */
  mayKeep(documentId: string): boolean;
  onNotFinite(event: NotFinite): void;
}
export interface Opened {
  readonly document: HourglassDocument;
  readonly data: Readonly<Record<string, DataTable>>;
}

const CRASHES_ALLOWED = 3;
/** What could not be kept is tried again after this time. */
const RETRY_MS = 10_000;
const { getState: get, setState: set } = trainingStore;

export class Trainer {
  private connection: Connection | null = null;
  private current: Opened | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private crashes = 0;
  /** Counts workers: what a dead one leaves unanswered is not told as a refusal. */
  private generation = 0;
  /** What is being opened, so that a crash meanwhile is known to be one of opening. */
  private opening: Opened | null = null;
  /** That no fast backend runs here is told once. */
  private slowTold = false;

  private readonly record: RunRecord;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: TrainerOptions) {
    this.record = new RunRecord(options);
  }

  /** The document and tables of the model in the worker; null while none is open. */
  get opened(): Opened | null {
    return this.current;
  }
  /** Starts the worker before there is a model: what computes is chosen while the page is drawn and the data is made. */
  warm(): Promise<boolean> {
    return this.inTurn(async () => {
      await this.connect().request({ kind: 'warm', backend: get().backendChoice });
      return true;
    });
  }
  /** Compiles the model; with `restore`, the weights kept for this document are used when they fit. */
  open(document: Opened['document'], data: Opened['data'], restore: boolean): Promise<boolean> {
    return this.inTurn(() => this.openNow({ document, data }, restore));
  }
  train = (): Promise<boolean> => this.command({ kind: 'train' });
  pause = (): Promise<boolean> => this.command({ kind: 'pause' });
  /** Asks a run to leave most of the processor to the page for a while; not in turn, because what is under way does not matter to it. */
  calm(ms: number): void {
    if (isBusy(get())) this.ask({ kind: 'calm', ms }).catch(() => undefined); // A worker that died tells elsewhere.
  }
  step = (): Promise<boolean> => this.command({ kind: 'step' });
  stop = (): Promise<boolean> => this.command({ kind: 'stop' });

  /** Whether what belongs to the open document may be written from now on: another page may have taken it over. */
  setKeeping(on: boolean): Promise<boolean> {
    return this.inTurn(async () => {
      this.record.keeping = on;
      if (this.connection && this.current) await this.connection.client.request({ kind: 'keeps', on });
      return true;
    });
  }
  /** Keeps weights and curves as they are now; resolves when it has been tried. A run under way goes on. */
  async keepNow(): Promise<void> {
    if (this.connection && this.current) await this.connection.client.request({ kind: 'checkpoint' }).catch(() => undefined); // A worker that died tells elsewhere.
    await this.record.keep();
  }

  /** Resolves when nothing is asked of the worker any more: what is open then stays open until the next request. */
  async settled(): Promise<void> {
    for (let last; last !== this.queue; ) {
      last = this.queue;
      await last;
    }
  }

  /** weights.safetensors of the open model. */
  async weights(): Promise<Uint8Array> {
    const answer = await this.ask({ kind: 'weights' });
    if (answer.kind !== 'weights') throw new Error(`internal: the worker answered weights with ${answer.kind}`);
    return answer.bytes;
  }
  /** What a step of the open model takes. A run under way waits meanwhile, and goes on. */
  async profile(): Promise<StepProfile> {
    const answer = await this.ask({ kind: 'profile' });
    if (answer.kind !== 'profile') throw new Error(`internal: the worker answered profile with ${answer.kind}`);
    return answer.profile;
  }
  view = async (view: ViewRequest): Promise<ViewResult> => {
    const answer = await this.ask({ kind: 'view', view });
    if (answer.kind !== 'view') throw new Error(`internal: the worker answered a view with ${answer.kind}`);
    return answer.view;
  };
  /** Views show these tables from now on, or, with null, the data of the model again. Gives what should be known of their numbers. */
  async look(data: Opened['data'] | null): Promise<readonly Diagnostic[]> {
    const answer = await this.ask({ kind: 'look', data });
    if (answer.kind !== 'looked') throw new Error(`internal: the worker answered look with ${answer.kind}`);
    this.options.feed.invalidate();
    return answer.remarks;
  }
  /** Forgets the model: another document was opened. */
  close(): Promise<boolean> {
    return this.inTurn(async () => {
      this.options.feed.connect(null);
      this.record.leave();
      set({ ...idleTraining, opening: get().opening });
      // Its last words come before the answer.
      if (this.connection && this.current) await this.connection.client.request({ kind: 'dispose' });
      await this.record.left();
      this.current = null;
      set(idleTraining);
      return true;
    });
  }

  private inTurn(work: () => Promise<boolean>): Promise<boolean> {
    const { generation } = this;
    const result = this.queue.then(work).catch((error: unknown) => {
      if (generation === this.generation) this.refuse(error);
      return false;
    });
    this.queue = result;
    return result;
  }
  private command(request: Request): Promise<boolean> {
    return this.inTurn(async () => {
      await this.ask(request);
      return true;
    });
  }
  private ask(request: Request): Promise<Answer> {
    if (!this.connection || !this.current) return Promise.reject(new Error('internal: no model is open in the worker'));
    return this.connection.client.request(request);
  }
  /** A refusal is told where the user looks; a fault of ours goes to the error panel. */
  private refuse(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const internal = (error as { internal?: boolean }).internal ?? message.startsWith('internal:');
    set({ opening: false, problem: message, run: get().run === 'preparing' ? 'failed' : get().run });
    if (internal) this.options.fault(error);
    else this.options.tell('The model cannot be trained', 'bad', message);
  }

  private connect(): TrainingClient {
    if (this.connection) return this.connection.client;
    const connection = this.options.connect((reason) => {
      if (this.connection === connection) void this.recover(reason);
    });
    connection.client.on((event) => this.connection === connection && this.hear(event));
    this.connection = connection;
    return connection.client;
  }
  /** Says once that nothing fast computes here, and why. */
  private tellSlow(backend: BackendName, fallbacks: readonly Fallback[]): void {
    if (this.slowTold || !slow.has(backend) || get().backendChoice === backend) return;
    this.slowTold = true;
    const reasons = fallbacks.map(({ reason }) => reason).join(' ');
    this.options.tell(`Training is slow here: it runs on ${titleOf(backend)}`, 'bad', reasons);
  }
  private async openNow(wanted: Opened, restore: boolean): Promise<boolean> {
    const { feed, log, mayKeep } = this.options;
    const { document } = wanted;
    const client = this.connect();
    feed.connect(null, this.current?.document.id === document.id);
    set({ ...idleTraining, opening: true });
    this.record.leave();
    this.opening = wanted;
    const [run, keeps] = [newId('run'), mayKeep(document.id)];
    let answer: Answer;
    try {
      answer = await client.request({ kind: 'open', ...wanted, backend: get().backendChoice, restore, run, keeps });
    } finally {
      await this.record.left();
    }
    this.opening = null;
    if (answer.kind !== 'opened') throw new Error(`internal: the worker answered open with ${answer.kind}`);
    this.current = wanted;
    this.record.keeping = keeps;
    const { backend, fallbacks, restored, taken, unread } = answer;
    const lost = await this.record.begin({ document: document.id, run: restored?.run ?? run }, restored, !restore);
    const model = { documentId: document.id, modelKey: modelKey(document), sessionKey: sessionKey(document), backend, fallbacks, restoredStep: restored?.step ?? null, lost };
    // What came of the run before is not of this one.
    set({ ...idleTraining, run: get().run, model });
    if (unread !== null) this.options.tell('The weights of the last run could not be read', 'bad', `${unread} The model starts with new ones.`);
    if (taken) this.options.tell('The model has changed, and keeps the weights that fit', 'good', `${taken.kept} weights are as they were trained. ${taken.fresh.length ? `These start fresh: ${taken.fresh.join(', ')}.` : ''}`.trimEnd());
    this.tellSlow(backend, fallbacks);
    if (restored) set({ checkpoint: restored.step, loss: log.latest('train')?.values['loss'] ?? null, validation: log.latest('validation')?.values['loss'] ?? null });
    feed.connect(this.view, true);
    return true;
  }

  private hear(event: TrainingEvent): void {
    const { log, feed } = this.options;
    switch (event.kind) {
      case 'state':
        return this.enter(event.state);
      case 'compiling':
        set({ compiling: event.done < event.total ? { done: event.done, total: event.total } : null });
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
      case 'checkpoint':
        this.crashes = 0;
        this.record.weightsKept(event.step);
        if (!this.record.isShown) return;
        if (get().notKept !== null) this.options.tell('The weights are saved again', 'good', `As they were at step ${event.step.toLocaleString('en')}.`);
        set({ checkpoint: event.step, notKept: null });
        return;
      case 'not-kept':
        return this.notKept(event.reason);
      case 'moved': {
        const { backend, fallbacks, step, reason } = event;
        const { model } = get();
        if (model) set({ model: { ...model, backend, fallbacks } });
        this.record.cutAfter(step - 1);
        return this.options.tell(`Training goes on with ${titleOf(backend)}`, 'bad', `${reason} It goes on from step ${step.toLocaleString('en')}.`);
      }
      case 'not-finite':
        set({ notFinite: { step: event.step, kept: event.kept, diagnostic: event.diagnostic } });
        this.record.cutAfter(event.step);
        return this.options.onNotFinite(event);
      case 'failed':
        set({ problem: event.message });
        if (!event.message.startsWith('internal:')) return this.options.tell('Training stopped', 'bad', event.message);
        return this.options.fault(Object.assign(new Error(event.message), { stack: event.stack }));
    }
  }
  private enter(run: RunState): void {
    const before = get().run;
    if (run === before) return;
    if (run === 'running') set({ notFinite: null, problem: null });
    set({ run });
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

  private async recover(reason: string): Promise<void> {
    const { tell, fault, feed } = this.options;
    const [wasBusy, lost] = [isBusy(get()) && this.current !== null, this.current ?? this.opening];
    this.generation++;
    this.connection?.close();
    this.connection = null;
    this.current = null;
    this.opening = null;
    feed.connect(null, true);
    this.queue = Promise.resolve();
    // A worker that held nothing is not missed: the next model starts another.
    if (!lost && get().model === null) return;
    set({ opening: false, run: 'failed' });
    if (++this.crashes > CRASHES_ALLOWED || !lost) {
      set({ problem: `The training worker stopped: ${reason}` });
      return fault(new Error(`internal: the training worker stopped ${this.crashes} times. ${reason}`));
    }
    const { checkpoint } = get();
    tell('The training worker stopped and was restarted', 'bad', `${reason} ${checkpoint === null ? 'It starts again from the first step.' : `It goes on from step ${checkpoint.toLocaleString('en')}.`}`);
    if ((await this.open(lost.document, lost.data, true)) && wasBusy) await this.train();
  }
}
