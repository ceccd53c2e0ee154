/** A model in training on one backend: steps, losses over a set, values for views, snapshots. The same in a worker, a test and Node. */
import type { DataTable } from '../data/table';
import { analyseUncured } from '../analysis/look';
import type { Analysis } from '../analysis/types';
import { printDiagnostic } from '../diagnostics/print';
import type { HourglassDocument } from '../document/types';
import { lower } from '../program/lower';
import { learners, trainStep, type StepProgram } from '../program/train-step';
import type { ValueId } from '../program/types';
import { currentDevice, loadWeights, type Device, type Executor, type Fetched, type NonFinite, type ParameterStore, type RunOptions, type Weights } from '../runtime/device';
import { KeptWeights } from '../runtime/kept-weights';
import { streams } from '../random/counter';
import { initialise } from '../runtime/inits';
import { stoppingFor, type EarlyStopping, type StoppingSnapshot } from './early-stopping';
import { Forward, type Rows } from './forward';
import { ModelError } from './model-error';
import { explain, NotFiniteError } from './not-finite';
import { fitOf, parameterLabel, type Restored } from './restore';
import { longerText, movedBy, wholeRun } from './run-length';
import { rowCount, SessionData, type ItemRows } from './session-data';

/** Items whose codes a codebook starts from. */
const START_ITEMS = 512;

export interface SessionOptions {
  readonly document: HourglassDocument;
  /** One table for each Dataset node, by node id. */
  readonly data: Readonly<Record<string, DataTable>>;
  readonly seed?: number;
  /** Length of the whole run, which schedules are drawn over; otherwise the document says it. */
  readonly steps?: number;
}
export interface StepValues {
  readonly step: number;
  readonly epoch: number;
  readonly values: Readonly<Record<string, number>>;
}
export interface Snapshot {
  readonly step: number;
  readonly seed: number;
  readonly parameters: ReadonlyMap<string, Weights>;
  /** Null where the document asks for no early stopping. */
  readonly stopping: StoppingSnapshot | null;
}
interface Turn {
  readonly program: StepProgram;
  readonly executor: Executor;
  /** What is read back: its summary. */
  readonly fetch: readonly ValueId[];
}
/** What one update gives. */
interface Update {
  readonly names: readonly string[];
  readonly summary: Fetched;
}

export class Session {
  readonly analysis: Analysis;
  readonly document: HourglassDocument;
  readonly seed: number;
  readonly data: SessionData;
  readonly batch: number;
  readonly stepsPerEpoch: number;
  /** Steps of the whole run, as the document says. */
  readonly wholeSteps: number;
  /** Null where the document asks for none, nothing is held out, or a game has no loss that falls. */
  readonly stopping: EarlyStopping | null;
  step = 0;
  /** The weights that it began with were trained before. */
  beganTrained = false;
  readonly kept: KeptWeights;
  private readonly turns: readonly Turn[];
  private readonly forward: Forward;
  private length: number;

  /** @throws ModelError when the document has errors or a table does not fit its Dataset. */
  static async open(options: SessionOptions, device: Device = currentDevice()): Promise<Session> {
    const store = await device.createStore();
    try {
      const session = new Session(options, device, store);
      await session.start();
      return session;
    } catch (error) {
      store.dispose();
      throw error;
    }
  }

  private constructor(
    { document, data, seed, steps }: SessionOptions,
    readonly device: Device,
    readonly store: ParameterStore,
  ) {
    this.kept = new KeptWeights(store);
    this.document = document;
    this.seed = seed ?? document.training.seed;
    this.analysis = analyseUncured(document);
    const fault = this.analysis.diagnostics.find((diagnostic) => diagnostic.severity === 'error');
    if (fault) {
      const { message, cure } = printDiagnostic(fault);
      throw new ModelError(`${message} ${cure}`);
    }
    this.data = new SessionData(document, this.analysis, data, this.seed);
    ({ batch: this.batch, stepsPerEpoch: this.stepsPerEpoch } = this.data);
    this.wholeSteps = wholeRun(document.training, this.stepsPerEpoch);
    this.length = steps ?? this.wholeSteps;
    this.turns = learners(document, lower(document, this.analysis, { batch: this.batch, mode: 'train' })).map((player) => {
      const program = trainStep(document, this.analysis, this.batch, player, () => this.length);
      return { program, executor: this.store.executor(program.program), fetch: [program.summary.value] };
    });
    this.stopping = stoppingFor(document, this.holdsOut, this.stepPrograms);
    this.forward = new Forward({ document, analysis: this.analysis, data: this.data, store, seed: this.seed });
  }

  /** Steps of the whole run, which schedules are drawn over; more than the document says where the run was taken up after its end. */
  get totalSteps(): number {
    return this.length;
  }
  /** Passes over the training data that `totalSteps` take; the last may end within. */
  get epochs(): number {
    return Math.ceil(this.length / this.stepsPerEpoch);
  }
  /** Makes the run `steps` long, where it was to be shorter. Gives a sentence on what moves with that, or null where nothing does. */
  lengthen(steps: number): string | null {
    const planned = this.length;
    if (steps <= planned) return null;
    const players = this.stepPrograms.map(({ updates, program }) => ({ updates, inputs: program.inputs }));
    const moved = movedBy(() => (this.length = steps), players, this.step);
    return longerText(steps, planned, moved);
  }

  /** Parameters start at random, and codebooks from what the untrained network gives for items of the training set. */
  private async start(isMissing: (name: string) => boolean = (name) => !this.store.has(name)): Promise<void> {
    const rows = new Map([...this.data.feeds].map(([id, feed]) => [id, feed.train.subarray(0, START_ITEMS)]));
    try {
      for (const { program } of this.turns) {
        await initialise(this.store, program.program, this.seed, async (tap) => (await this.valuesOf([tap], rows))[0]!.values, isMissing);
      }
    } catch (error) {
      if (!(error instanceof NotFiniteError)) throw error;
      throw new NotFiniteError(explain(this.document, error.found, error.feeds, { kind: 'start' }), error.found, error.feeds);
    }
  }

  /** Whether there is data that is not trained on. */
  get holdsOut(): boolean {
    return [...this.data.feeds.values()].some((feed) => feed.validation.length > 0);
  }
  /** Whether all steps are taken, or early stopping took the last. */
  get isFinished(): boolean {
    return this.step >= this.totalSteps || (this.stopping?.record.ended ?? null) !== null;
  }

  get epoch(): number {
    return Math.floor(this.step / this.stepsPerEpoch);
  }
  get stepPrograms(): readonly StepProgram[] {
    return this.turns.map((turn) => turn.program);
  }

  /** @throws ModelError when no step would change a weight, or there is too little to learn from. */
  mustLearn(): void {
    this.data.mustTeach();
    if (this.turns.some(({ program }) => program.program.updates.length > 0)) return;
    throw new ModelError('There is nothing to train: every weight is frozen, or there is none. Thaw a node, or give one a layer with weights.');
  }

  /** What the updates of a player in this step are run with; there may be several, each with a batch of its own. */
  private updatesOf({ program, fetch }: Turn): RunOptions[] {
    const { updates, player } = program;
    const seed = streams.noise(this.seed, player);
    return Array.from({ length: updates }, (_, i) => ({ feeds: this.data.batchFeeds(this.step + i), seed, step: this.step * updates + i, applyUpdates: true, fetch }));
  }

  /** One update of every player; nothing is read back. Returns the summaries, to be read or disposed of. */
  private advance(): Update[] {
    const results: Update[] = [];
    for (const turn of this.turns) {
      for (const options of this.updatesOf(turn)) results.push({ names: turn.program.summary.names, summary: turn.executor.run(options)[0]! });
    }
    this.step++;
    this.data.readAhead(this.step);
    // A GPU is at work now: what it needs next is made meanwhile.
    if (this.device.readEvery > 1) this.data.makeAhead(this.step);
    return results;
  }
  /** Compiles ahead what a step needs; `onProgress` counts shaders, of one player after the other. */
  async compile(onProgress: (done: number, total: number) => void): Promise<void> {
    for (const turn of this.turns) await turn.executor.compile?.(this.updatesOf(turn)[0]!, onProgress);
  }

  /** One step whose values are read. */
  async stepAndRead(): Promise<StepValues> {
    const [step, epoch] = [this.step, this.epoch];
    const values: Record<string, number> = {};
    for (const { names, summary } of this.advance()) {
      const numbers = await summary.data();
      summary.dispose();
      names.forEach((name, i) => (values[name] = numbers[i]!));
    }
    return { step, epoch, values };
  }
  /** One step whose values nobody wants. */
  stepBlind(): void {
    for (const { summary } of this.advance()) summary.dispose();
  }

  /** The updates of the next step, to be run and looked at without taking it. */
  runsOfStep(): readonly { readonly player: StepProgram; readonly executor: Executor; readonly options: RunOptions }[] {
    return this.turns.flatMap((turn) => this.updatesOf(turn).map((options) => ({ player: turn.program, executor: turn.executor, options })));
  }

  /**
   * The first value of the next step that is not finite, and whose update came before it within the step. The updates up to there are made, without counting
   * the step: who asks has weights to put back.
   */
  async findNonFinite(): Promise<{ readonly found: NonFinite; readonly after: StepProgram['player'] | null } | null> {
    let after: StepProgram['player'] | null = null;
    for (const { player, executor, options } of this.runsOfStep()) {
      const found = await executor.findNonFinite(options);
      if (found) return { found, after };
      executor.run(options).forEach((result) => result.dispose());
      after = player.player;
    }
    return null;
  }
  /** Whether the weights give finite values for a batch that is trained on. */
  isSound(): Promise<boolean> {
    return this.forward.isSound(new Map([...this.data.feeds].map(([id, { train }]) => [id, train.subarray(0, this.batch)])));
  }
  /** Mean of every term and metric over rows of the tables, weighted by batch size; `onBatch` is called after each batch. @throws NotFiniteError */
  evaluate(rows: ItemRows = this.data.validationRows(), onBatch: () => void = () => undefined): Promise<Record<string, number>> {
    return this.forward.evaluate(rows, onBatch);
  }
  /** See Forward. @throws NotFiniteError */
  values(taps: readonly string[], values: Readonly<Record<string, Float32Array>>, count: number, mode: 'evaluate' | 'infer' = 'infer', seed?: number): Promise<Rows[]> {
    return this.forward.values(taps, values, count, mode, seed);
  }
  /** `values` for given items of the tables. */
  async valuesOf(taps: readonly string[], rows: ItemRows, mode: 'evaluate' | 'infer' = 'infer', data = this.data): Promise<Rows[]> {
    const count = rowCount(rows);
    return this.values(taps, data.numbersOf(rows, 0, count), count, mode);
  }

  async snapshot(): Promise<Snapshot> {
    return { step: this.step, seed: this.seed, parameters: new Map([...(await this.store.read()), ...this.data.fitted()]), stopping: this.stopping?.snapshot() ?? null };
  }
  /**
   * Takes up a snapshot. Of this model, it goes on at its step. Of another one, or where the state of the optimiser is another (`sameModel` false says that it
   * computes something else, though its weights fit), the weights that fit by name and shape are kept and a new run begins with them.
   */
  async restore({ step, parameters, stopping }: Snapshot, sameModel = true): Promise<Restored> {
    // What computes something else may read its data in another way: that is fitted anew.
    if (sameModel) this.data.adopt(parameters);
    const programs = this.stepPrograms.map(({ program }) => program);
    const fit = fitOf(programs, parameters);
    const goesOn = sameModel && fit.exact;
    this.beganTrained = fit.weights.length > 0;
    for (const name of goesOn ? fit.all : fit.weights) this.store.write(name, parameters.get(name)!);
    if (goesOn) {
      this.step = step;
      this.stopping?.restore(stopping);
    } else await this.start((name) => fit.fresh.has(name));
    return { goesOn, kept: fit.weights.length, fresh: [...fit.fresh.values()].map((parameter) => parameterLabel(this.document, parameter)) };
  }
  /** Ends the run: the weights of the best check are put back. */
  async keepBest(how: 'early' | 'complete'): Promise<void> {
    const best = await this.stopping?.end(how, () => this.store.read());
    if (best) this.takeWeights(best);
  }
  /** Takes up a run that had ended. */
  goOn(): void {
    const last = this.stopping?.goOn();
    if (last) this.takeWeights(last);
  }
  private takeWeights(weights: ReadonlyMap<string, Weights>): void {
    for (const { program } of this.turns) {
      const problems = loadWeights(this.store, { ...program.program, parameters: program.program.parameters.filter(({ name }) => weights.has(name) || !name.includes(':')) }, weights);
      if (problems.length) throw new ModelError(`The weights do not fit the document. ${problems[0]}`);
    }
  }
  /**
   * Takes the weights, the statistics and what the data are prepared with, and leaves the optimiser's state as it is when the file has none.
   * @throws ModelError
   */
  restoreWeights(weights: ReadonlyMap<string, Weights>): void {
    this.beganTrained = true;
    this.takeWeights(weights);
    this.data.adopt(weights);
  }
  dispose(): void {
    for (const { executor } of this.turns) executor.dispose();
    this.forward.dispose();
    this.kept.dispose();
    this.store.dispose();
  }
}
