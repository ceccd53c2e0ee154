/**
 * The page's side of training: opens the model in the worker, runs it, and turns the worker's events into state.
 * Requests run one after another; a crashed worker is replaced and goes on from its last checkpoint.
 */
import { withoutSound } from '@/graph-engine/data/without-sound';
import type { DataTable } from '@/graph-engine/data/table';
import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument, PlayerId, StageId } from '@/graph-engine/document/types';
import type { StepProfile } from '@/graph-engine/training/profile/types';
import type { Answer, Request, ViewRequest, ViewResult } from '@/graph-engine/training/protocol';
import type { TrainingClient } from '@/graph-engine/training/client';
import { modelKey, sessionKey } from './model-key';
import { OpenedNews } from './opened-news';
import { RunListener, type RunListenerOptions } from './run-listener';
import { RunKeeper } from './run-keeper';
import { idleTraining, isBusy, trainingStore } from './use-training';

/** A client and the worker behind it; `onCrash` is called once, with what the browser says. */
export interface Connection {
  readonly client: TrainingClient;
  close(): void;
}
export interface WorkerTrainerOptions extends RunListenerOptions {
  connect(onCrash: (reason: string) => void): Connection;
  /** Whether this page is the one that may write what belongs to that document. */
  mayKeep(documentId: string): boolean;
  /** The number under which this page writes what belongs to that document, where others could. */
  writerOf(documentId: string): number | undefined;
}
export interface Opened {
  readonly document: HourglassDocument;
  readonly data: Readonly<Record<string, DataTable>>;
}

type AnswerOf<K extends Answer['kind']> = Extract<Answer, { readonly kind: K }>;
function answered<K extends Answer['kind']>(kind: K, answer: Answer): AnswerOf<K> {
  if (answer.kind !== kind) throw new Error(`internal: the worker answered ${answer.kind} where ${kind} was asked for`);
  return answer as AnswerOf<K>;
}

const CRASHES_ALLOWED = 3;
const { getState: get, setState: set } = trainingStore;

export class WorkerTrainer {
  private connection: Connection | null = null;
  private current: Opened | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private crashes = 0;
  /** Counts workers: what a dead one leaves unanswered is not told as a refusal. */
  private generation = 0;
  /** What is being opened, so that a crash meanwhile is known to be one of opening. */
  private opening: Opened | null = null;

  private readonly record: RunKeeper;
  private readonly listener: RunListener;
  private readonly news: OpenedNews;

  constructor(private readonly options: WorkerTrainerOptions) {
    this.record = new RunKeeper(options);
    this.listener = new RunListener(options, this.record, () => this.keepNow());
    this.news = new OpenedNews(options.tell);
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
  /** Opens the model with these weights, in place of those that are kept, and keeps them. */
  openWith(document: Opened['document'], data: Opened['data'], begin: Checkpoint): Promise<boolean> {
    return this.inTurn(() => this.openNow({ document, data }, true, begin));
  }
  train = (): Promise<boolean> => this.command({ kind: 'train' });
  /** That stage alone, from the weights as they are. */
  trainStage = (stage: StageId): Promise<boolean> => this.command({ kind: 'train', stage });
  pause = (): Promise<boolean> => this.command({ kind: 'pause' });
  /** Asks a run to leave most of the processor to the page for a while; not in turn, because what is under way does not matter to it. */
  calm(ms: number): void {
    if (isBusy(get())) this.ask({ kind: 'calm', ms }).catch(() => undefined); // A worker that died tells elsewhere.
  }
  step = (): Promise<boolean> => this.single({ kind: 'step' });
  /** The update of that player alone. */
  stepOf = (player: PlayerId): Promise<boolean> => this.single({ kind: 'step', player });
  /** Turns of players one by one, so many a second; null: as fast as it goes. A run under way goes on so. */
  async slow(perSecond: number | null): Promise<void> {
    set({ slow: perSecond });
    // The worker remembers it from one model to the next, and before there is one.
    if (this.connection) await this.connection.client.request({ kind: 'slow', perSecond });
  }
  stop = (): Promise<boolean> => this.command({ kind: 'stop' });

  /** Whether what belongs to the open document may be written from now on: another page may have taken it over. */
  setKeeping(on: boolean): Promise<boolean> {
    return this.inTurn(async () => {
      await this.keepFromNow(on);
      return true;
    });
  }
  /** Keeps weights and curves as they are now; resolves when it has been tried. A run under way goes on. */
  async keepNow(): Promise<void> {
    if (this.connection && this.current) await this.connection.client.request({ kind: 'checkpoint' }).catch(() => undefined); // A worker that died tells elsewhere.
    await this.record.keep();
  }

  /** Keeps the curves as they are now. */
  keepCurves = (): Promise<void> => this.record.keep();

  /** Resolves when nothing is asked of the worker any more: what is open then stays open until the next request. */
  async settled(): Promise<void> {
    for (let last; last !== this.queue; ) {
      last = this.queue;
      await last;
    }
  }

  /** weights.safetensors of the open model, and what it computes for a few items where that is asked for. */
  weights = (check = false): Promise<AnswerOf<'weights'>> => this.askFor('weights', { kind: 'weights', check });
  /** All that going on with the open model needs, once nothing is asked of the worker any more. */
  snapshot = (): Promise<AnswerOf<'snapshot'>> => this.askFor('snapshot', { kind: 'snapshot' });
  /** What a step of the open model takes. A run under way waits meanwhile, and goes on. */
  async profile(): Promise<StepProfile> {
    return (await this.askFor('profile', { kind: 'profile' })).profile;
  }
  /** Has measured what is not known of the backends; nothing while a run is under way. */
  measurePaces(): void {
    if (get().model && !get().opening && !isBusy(get())) this.ask({ kind: 'paces' }).catch(() => undefined); // A worker that died tells elsewhere.
  }
  view = async (view: ViewRequest): Promise<ViewResult> => (await this.askFor('view', { kind: 'view', view })).view;
  /** Views show these tables from now on, or, with null, the data of the model again. Gives what should be known of their numbers. */
  async look(data: Opened['data'] | null): Promise<readonly Diagnostic[]> {
    const { remarks } = await this.askFor('looked', { kind: 'look', data });
    this.options.feed.invalidate();
    return remarks;
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
  private single(request: Extract<Request, { kind: 'step' }>): Promise<boolean> {
    return this.inTurn(async () => {
      set({ stepping: true });
      try {
        await this.ask(request);
      } finally {
        set({ stepping: false });
      }
      return true;
    });
  }
  private ask(request: Request): Promise<Answer> {
    if (!this.connection || !this.current) return Promise.reject(new Error('internal: no model is open in the worker'));
    return this.connection.client.request(request);
  }
  private askFor = async <K extends Answer['kind']>(kind: K, request: Request): Promise<AnswerOf<K>> => answered(kind, await this.ask(request));
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
    connection.client.on((event) => {
      if (this.connection !== connection) return;
      if (event.kind === 'checkpoint') this.crashes = 0;
      this.listener.hear(event);
    });
    this.connection = connection;
    return connection.client;
  }
  private async openNow(wanted: Opened, restore: boolean, begin?: Checkpoint): Promise<boolean> {
    const { feed, log, mayKeep, writerOf } = this.options;
    const { document } = wanted;
    const client = this.connect();
    feed.connect(null, this.current?.document.id === document.id);
    set({ ...idleTraining, opening: true });
    this.record.leave();
    // Whatever comes of it, the worker lets go of the one that it holds.
    [this.current, this.opening] = [null, wanted];
    const [run, keeps, writer] = [newId('run'), mayKeep(document.id), writerOf(document.id)];
    let answer: AnswerOf<'opened'>;
    try {
      answer = answered('opened', await client.request({ kind: 'open', ...wanted, data: silent(wanted.data), backend: get().backendChoice, restore, run, keeps, writer, ...(begin && { begin }) }));
      // What is told from now on is of this model.
      set({ paces: null });
    } catch (error) {
      if (this.opening === wanted) this.opening = null;
      throw error;
    } finally {
      await this.record.left();
    }
    if (get().slow !== null) await client.request({ kind: 'slow', perSecond: get().slow });
    // The worker has died since, and another one opens it.
    if (this.opening !== wanted) return false;
    [this.current, this.opening] = [wanted, null];
    [this.record.keeping, this.record.writer] = [keeps, writer];
    const { fallbacks, restored, taken, figures, data } = answer;
    const lost = await this.record.begin({ document: document.id, run: restored?.run ?? run }, restored, !restore, { document, data, figures, backend: answer.backend });
    const paces = get().paces ?? { backend: answer.backend, paces: answer.paces, measuring: false };
    const { backend } = paces;
    const model = { documentId: document.id, modelKey: modelKey(document), sessionKey: sessionKey(document), backend, fallbacks, restoredStep: restored?.step ?? null, taken, lost, figures };
    // What came of the run before is not of this one.
    set({ ...idleTraining, run: get().run, model, paces });
    this.news.of(document.id, answer, backend);
    if (restored) set({ checkpoint: restored.step, loss: log.latest('train')?.values['loss'] ?? null, validation: log.latest('validation')?.values['loss'] ?? null });
    feed.connect(this.view, true);
    return this.followWriter(wanted, restore, keeps);
  }
  /** Who may write may have changed while the model was being opened: what another page has kept until then is what counts. */
  private async followWriter(wanted: Opened, restore: boolean, kept: boolean): Promise<boolean> {
    const keeps = this.options.mayKeep(wanted.document.id);
    if (keeps && !kept) {
      // Not what is open goes on, but what is kept.
      await this.connection?.client.request({ kind: 'dispose' });
      return this.openNow(wanted, restore);
    }
    if (kept && !keeps) await this.keepFromNow(false);
    return true;
  }
  private async keepFromNow(on: boolean): Promise<void> {
    this.record.keeping = on;
    if (this.connection && this.current) await this.connection.client.request({ kind: 'keeps', on });
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

const silent = (tables: Opened['data']): Opened['data'] => Object.fromEntries(Object.entries(tables).map(([id, table]) => [id, withoutSound(table)]));
