/** A model in training on one backend: steps, losses over a set, values for views, snapshots. The same in a worker, a test and Node. */
import type { DataTable } from '../data/table';
import { activeDocument } from '../analysis/active';
import { analyseUncured } from '../analysis/look';
import type { Analysis } from '../analysis/types';
import { printDiagnostic } from '../diagnostics/print';
import type { HourglassDocument, PlayerId, StageId } from '../document/types';
import { stagesOf } from '../document/stages';
import type { StepProgram } from '../program/train-step';
import type { Program } from '../program/types';
import { currentDevice, type Device, type Executor, type ParameterStore, type Weights } from '../runtime/device';
import { KeptWeights } from '../runtime/kept-weights';
import type { EarlyStopping, StoppingSnapshot } from './early-stopping';
import type { Rows } from './forward';
import { ModelError } from './model-error';
import { fitOf, parameterLabel, type Restored } from './restore';
import { longerText, movedBy, stageSteps, wholeRun } from './run-length';
import { rowCount, rowsBetween, SessionData, type ItemRows } from './session-data';
import { isRaw } from '../program/optimizers/averages';
import { startWeights, takeWeights } from './session-weights';
import { asideOf, type AsideWeights } from './aside-weights';
import { isState } from './plain-weights';
import { makeCopies } from './stage-copies';
import { StageRun, type Turn } from './stage-run';
import { StageTimes } from './stage-times';
import { firstFigure, readUpdate, runsOfTurn, runsOfUpdate, takeTurn, type StepRun, type StepValues, type TurnPlace, type TurnTaken, type Update } from './turns';

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
export interface Snapshot {
  readonly step: number;
  /** Players who have had their turn in that step already; none where left out. */
  readonly turn?: number;
  readonly seed: number;
  readonly parameters: ReadonlyMap<string, Weights>;
  /** The best weights; null where nothing is held out, or a game has no loss that falls. */
  readonly stopping: StoppingSnapshot | null;
  /** Stages until now; none of a document without any. */
  readonly stages?: readonly BegunStage[];
}
/** A stage that was begun, and the steps that had been taken then. */
export interface BegunStage {
  readonly id: StageId;
  readonly start: number;
}
export class Session {
  readonly analysis: Analysis;
  /** The document as it is drawn and written, with the nodes that take no part. */
  readonly drawn: HourglassDocument;
  /** What of it runs. */
  readonly document: HourglassDocument;
  readonly seed: number;
  readonly data: SessionData;
  readonly batch: number;
  readonly stepsPerEpoch: number;
  /** Steps of the whole run, as the document says. */
  readonly wholeSteps: number;
  step = 0;
  /** The place of the player whose turn is next in this step. */
  turn = 0;
  /** What the turns before it told. */
  private told: Record<string, number> = {};
  /** Whose turns alone are taken; null: everybody's. */
  only: PlayerId | null = null;
  /** The weights that it began with were trained before. */
  beganTrained = false;
  readonly kept: KeptWeights;
  aside: AsideWeights = new Map();
  private readonly stages: readonly StageRun[];
  private readonly times: StageTimes;
  private readonly isLengthGiven: boolean;

  /** @throws ModelError when the document has errors or a table does not fit its Dataset. */
  static async open(options: SessionOptions, device: Device = currentDevice()): Promise<Session> {
    const store = await device.createStore();
    try {
      const session = new Session(options, device, store);
      await session.begin();
      return session;
    } catch (error) {
      store.dispose();
      throw error;
    }
  }

  private constructor(
    { document: drawn, data, seed, steps }: SessionOptions,
    readonly device: Device,
    readonly store: ParameterStore,
  ) {
    this.kept = new KeptWeights(store);
    const document = activeDocument(drawn);
    this.drawn = drawn;
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
    const stages = stagesOf(document.training);
    this.wholeSteps = wholeRun(document.training, this.stepsPerEpoch);
    this.isLengthGiven = steps !== undefined;
    this.times = new StageTimes(stages.map((stage) => stageSteps(stage, this.stepsPerEpoch)), steps ?? this.wholeSteps);
    const common = { document, analysis: this.analysis, data: this.data, store, seed: this.seed };
    this.stages = (stages.length > 0 ? stages : [null]).map((stage, index) => new StageRun({ ...common, stage, steps: () => this.times.steps(index) }));
    this.now.begin(0);
  }

  private get programs(): readonly Program[] {
    return this.stages.flatMap(({ programs }) => programs);
  }
  /** The present stage; of a run without stages, the whole of it. */
  private get now(): StageRun {
    return this.stages[this.times.index]!;
  }
  /** What keeps the best weights, and may end the run with them; null where nothing is held out, or a game has no loss that falls. */
  get stopping(): EarlyStopping | null {
    return this.now.stopping;
  }
  private get turns(): readonly Turn[] {
    return this.now.turns;
  }
  /** The stages in their order with the steps where they begin and end, as far as that is known now; none of a run without any. */
  get stretches(): readonly { readonly name: string; readonly from: number; readonly to: number; readonly isNow: boolean }[] {
    return this.times.spans().flatMap(({ from, to }, index) => {
      const { stage } = this.stages[index]!;
      return stage ? { name: stage.name, from, to, isNow: index === this.times.index } : [];
    });
  }
  /** The present stage; null where there are none. */
  get stageId(): StageId | null {
    return this.now.stage?.id ?? null;
  }
  /** Steps after which the present stage is over. */
  get stageEnd(): number {
    return this.times.end;
  }
  get hasNextStage(): boolean {
    return this.times.index < this.stages.length - 1;
  }
  /** Whether its steps are taken, or early stopping took its last. */
  get isStageOver(): boolean {
    return this.step >= this.stageEnd || (this.stopping?.record.ended ?? null) !== null;
  }
  /** Begins the next stage with the next step: the run is as much shorter as the last one was. */
  async nextStage(): Promise<void> {
    this.times.next(this.step);
    await this.enter();
  }
  /** Begins that stage with the next step, whichever came before: those between take none. */
  async goToStage(id: StageId): Promise<void> {
    const index = this.stages.findIndex(({ stage }) => stage?.id === id);
    if (index < 0) throw new ModelError('That stage is not there any more.');
    this.times.goTo(index, this.step);
    await this.enter();
  }
  /** Optimisers begin anew, and copies are made. */
  private async enter(): Promise<void> {
    [this.turn, this.told] = [0, {}];
    await this.initialise([this.now], (name) => !this.store.has(name));
    if (this.now.stage) await makeCopies(this.document, this.store, this.now.stage);
    await this.initialise([this.now], isState);
    this.now.begin(this.step);
    this.kept.keepCandidate(this.step);
    this.kept.acceptCandidate();
  }

  /** Steps of the whole run, which schedules are drawn over; more than the document says where the run was taken up after its end. */
  get totalSteps(): number {
    return this.times.length;
  }
  /** Passes over the training data that `totalSteps` take; the last may end within. */
  get epochs(): number {
    return Math.ceil(this.times.length / this.stepsPerEpoch);
  }
  /** Makes the run `steps` long, where it was to be shorter. Gives a sentence on what moves with that, or null where nothing does. */
  lengthen(steps: number): string | null {
    const planned = this.times.length;
    if (steps <= planned) return null;
    const players = this.stepPrograms.flatMap(({ updates, batches, program, apply }) => [{ updates: updates * batches, inputs: program.inputs }, { updates, inputs: apply?.inputs ?? [] }]);
    const moved = movedBy(() => (this.times.length = steps), players, this.step - this.times.start);
    return longerText(steps, planned, moved);
  }

  /** Parameters start at random, and codebooks from what the untrained network gives for items of the training set. */
  private async begin(isMissing: (name: string) => boolean = (name) => !this.store.has(name)): Promise<void> {
    await this.initialise(this.stages, isMissing);
    if (this.now.stage) await makeCopies(this.document, this.store, this.now.stage);
    await this.initialise(this.stages, isRaw);
  }
  private initialise(stages: readonly StageRun[], isMissing: (name: string) => boolean): Promise<void> {
    const rows = rowsBetween(this.data.trainingRows(), 0, START_ITEMS);
    const valuesOf = async (tap: string): Promise<Float32Array> => (await this.valuesOf([tap], rows))[0]!.values;
    return startWeights({ document: this.document, store: this.store, seed: this.seed, valuesOf }, stages.flatMap(({ programs }) => programs), isMissing);
  }
  /** Whether there is data that is not trained on. */
  get holdsOut(): boolean {
    return [...this.data.feeds.values()].some((feed) => feed.validation.length > 0);
  }
  /** Whether all steps are taken, or early stopping took the last. */
  get isFinished(): boolean {
    return !this.hasNextStage && this.isStageOver;
  }

  get epoch(): number {
    return Math.floor(this.step / this.stepsPerEpoch);
  }
  get stepPrograms(): readonly StepProgram[] {
    return this.now.stepPrograms;
  }

  /** @throws ModelError when no step would change a weight, or there is too little to learn from. */
  mustLearn(): void {
    this.data.mustTeach();
    if (this.stages.some(({ programs }) => programs.some(({ updates }) => updates.length > 0))) return;
    throw new ModelError('There is nothing to train: every weight is frozen, or there is none. Thaw a node, or give one a layer with weights.');
  }

  private get place(): TurnPlace {
    return { data: this.data, seed: this.seed, step: this.step, stage: this.times.index, start: this.times.start };
  }
  /** The turns that are left in this step; nothing is read back. Returns the summaries, to be read or disposed of. */
  private advance(): Update[] {
    const turns = this.only === null ? this.turns.slice(this.turn) : this.turns.filter(({ program }) => program.player === this.only);
    const results = turns.flatMap((turn) => takeTurn(this.place, turn));
    this.endStep();
    return results;
  }
  private endStep(): void {
    this.step++;
    [this.turn, this.told] = [0, {}];
    this.data.readAhead(this.step);
    // A GPU is at work now: what it needs next is made meanwhile.
    if (this.device.readEvery > 1) this.data.makeAhead(this.step);
  }
  private get nextTurn(): Turn | undefined {
    return this.only === null ? this.turns[this.turn] : this.turns.find(({ program }) => program.player === this.only);
  }
  /** Somebody learns in the present stage, and it is one who may. */
  get hasTurn(): boolean {
    return this.nextTurn !== undefined;
  }
  /** The turn of the player who is next, alone. With the last of a step the step is taken: turns one by one come to the same weights as steps. */
  async takeTurn(): Promise<TurnTaken> {
    const { step, epoch, place, nextTurn: turn } = this;
    if (!turn) throw new Error('internal: nobody has a turn');
    const before = await firstFigure(place, turn);
    for (const update of takeTurn(place, turn)) Object.assign(this.told, await readUpdate(update));
    const after = await firstFigure(place, turn);
    const isLast = this.only !== null || ++this.turn >= this.turns.length;
    const values = this.told;
    if (isLast) this.endStep();
    const { player, program } = turn.program;
    return { player, losses: [...new Set(program.terms.map(({ origin }) => origin.node))], figure: before && after && { name: before.name, before: before.value, after: after.value }, next: (this.turns[this.turn] ?? turn).program.player, step: isLast ? { step, epoch, values } : null };
  }
  /** Compiles ahead what a step needs; `onProgress` counts shaders, of one player after the other. */
  async compile(onProgress: (done: number, total: number) => void): Promise<void> {
    for (const turn of this.turns) {
      const compiled = new Set<Executor>();
      for (const { executor, options } of runsOfUpdate(this.place, turn, 0)) if (!compiled.has(executor) && compiled.add(executor)) await executor.compile?.(options, onProgress);
    }
  }

  /** Back to the beginning of the step with the last weights that are known to be good. Gives the step. */
  rollBack(): number {
    [this.turn, this.told] = [0, {}];
    return (this.step = this.kept.rollBack());
  }

  /** One step whose values are read. */
  async stepAndRead(): Promise<StepValues> {
    const [step, epoch] = [this.step, this.epoch];
    const values = this.told;
    for (const update of this.advance()) Object.assign(values, await readUpdate(update));
    return { step, epoch, values };
  }
  /** One step whose values nobody wants. */
  stepBlind(): void {
    for (const { summaries } of this.advance()) for (const summary of summaries) summary.dispose();
  }

  /** What the next step runs, to be run and looked at without taking it. */
  runsOfStep(): readonly StepRun[] {
    return this.turns.flatMap((turn) => runsOfTurn(this.place, turn));
  }

  /** Whether the weights give finite values for a batch that is trained on. */
  isSound(): Promise<boolean> {
    return this.now.forward.isSound(rowsBetween(this.data.trainingRows(), 0, this.batch));
  }
  /** Mean of every term and metric over rows of the tables, weighted by batch size; `onBatch` is called after each batch. @throws NotFiniteError */
  evaluate(rows: ItemRows = this.data.validationRows(), onBatch: () => void = () => undefined): Promise<Record<string, number>> {
    return this.now.forward.evaluate(rows, onBatch);
  }
  /** See Forward. @throws NotFiniteError */
  values(taps: readonly string[], values: Readonly<Record<string, Float32Array>>, count: number, mode: 'evaluate' | 'infer' = 'infer', seed?: number): Promise<Rows[]> {
    return this.now.forward.values(taps, values, count, mode, seed);
  }
  /** See Forward. */
  term(node: string, values: Readonly<Record<string, Float32Array>>, count: number): Promise<number | null> {
    return this.now.forward.term(node, values, count);
  }
  /** `values` for given items of the tables. */
  async valuesOf(taps: readonly string[], rows: ItemRows, mode: 'evaluate' | 'infer' = 'infer', data = this.data): Promise<Rows[]> {
    const count = rowCount(rows);
    return this.values(taps, data.numbersOf(rows, 0, count), count, mode);
  }

  async snapshot(): Promise<Snapshot> {
    const parameters = new Map([...(await this.store.read()), ...this.data.fitted()]);
    return { step: this.step, ...(this.turn > 0 && { turn: this.turn }), seed: this.seed, parameters, stopping: this.stopping?.snapshot(this.turn === 0 ? { step: this.step, parameters } : null) ?? null, ...(this.now.stage && { stages: this.times.starts.map((start, index) => ({ id: this.stages[index]!.stage!.id, start })) }) };
  }
  /**
   * Takes up a snapshot. Of this model, it goes on at its step. Of another one, or where the state of the optimiser is another (`sameModel` false says that it
   * computes something else, though its weights fit), the weights that fit by name and shape are kept and a new run begins with them. `adopts`: the data are
   * prepared as those were that the weights were trained on; what computes something else may read its data in another way, and fits that anew.
   */
  async restore({ step, turn = 0, parameters, stopping, stages = [] }: Snapshot, { sameModel = true, adopts = sameModel }: { readonly sameModel?: boolean; readonly adopts?: boolean } = {}): Promise<Restored> {
    if (adopts) this.data.adopt(parameters);
    this.aside = asideOf(this.drawn, this.document, parameters);
    const fit = fitOf(this.programs, parameters);
    const sameStages = stages.length === 0 ? !this.now.stage : stages.every(({ id }, index) => this.stages[index]?.stage?.id === id);
    const goesOn = sameModel && fit.exact && sameStages;
    this.beganTrained = fit.weights.length > 0;
    for (const name of goesOn ? fit.all : fit.weights) this.store.write(name, parameters.get(name)!);
    if (goesOn) {
      [this.step, this.turn] = [step, turn];
      // A length that was given is that of the run as it was left, with stages that were shorter than planned.
      const { length } = this.times;
      for (const { start } of stages.slice(1)) this.times.next(start);
      if (this.isLengthGiven) this.times.length = length;
      this.now.begin(this.times.start);
      this.stopping?.restore(stopping);
    } else await this.begin((name) => fit.fresh.has(name));
    return { goesOn, kept: fit.weights.length, fresh: [...fit.fresh.values()].map((parameter) => parameterLabel(this.document, parameter)) };
  }
  /** Ends the run: the weights of the best check are put back, where the document asks for early stopping. */
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
    takeWeights(this.store, this.programs, weights);
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
    for (const stage of this.stages) stage.dispose();
    this.kept.dispose();
    this.store.dispose();
  }
}
