/**
 * A stage of a run on one model: whose turn it is, the losses over a set, and when it ends. A run without stages is one of them. All stages of a session
 * work on the same parameters; each player's optimiser begins anew with each stage.
 */
import type { Analysis } from '../analysis/types';
import type { HourglassDocument, Stage } from '../document/types';
import { labelsAlone } from '../inspect/learned-labels';
import { lower } from '../program/lower';
import { settledAt } from '../program/settled';
import { silentIn, staged } from '../program/staged';
import { learners, programsOf, trainStep, type StepProgram } from '../program/train-step';
import { isGame } from '../program/is-game';
import type { Program, ValueId } from '../program/types';
import type { Executor, ParameterStore } from '../runtime/device';
import { EarlyStopping } from './early-stopping';
import { Forward } from './forward';
import type { SessionData } from './session-data';

export interface Turn {
  readonly program: StepProgram;
  readonly executor: Executor;
  /** Of the update after its batches, where the program of a batch does not make it. */
  readonly applier: Executor | null;
  /** What is read back: its summary. */
  readonly fetch: readonly ValueId[];
}
export interface StageOptions {
  readonly document: HourglassDocument;
  readonly analysis: Analysis;
  readonly data: SessionData;
  readonly store: ParameterStore;
  readonly seed: number;
  /** Null: everybody learns everything, for as long as the document says. */
  readonly stage: Stage | null;
  /** Steps of this stage, which schedules are drawn over; the last one's may grow. */
  readonly steps: () => number;
}

export class StageRun {
  readonly turns: readonly Turn[];
  readonly forward: Forward;
  /** Null where nothing is held out, or a game has no loss that falls. */
  stopping: EarlyStopping | null = null;
  private readonly document: HourglassDocument;

  constructor(private readonly options: StageOptions) {
    const { analysis, data, store, seed, stage, steps } = options;
    const document = (this.document = staged(options.document, stage));
    const silent = silentIn(document, stage);
    this.turns = learners(document, lower(document, analysis, { batch: data.batch, mode: 'train', silent })).map((player) => {
      const program = trainStep(document, analysis, data.batch, player, steps, silent, data.batches);
      return { program, executor: store.executor(program.program), applier: program.apply && store.executor(program.apply), fetch: [program.summary.value] };
    });
    this.forward = new Forward({ document, analysis, data, store, seed, silent });
  }

  get stepPrograms(): readonly StepProgram[] {
    return this.turns.map(({ program }) => program);
  }
  /** All that a step runs. */
  get programs(): readonly Program[] {
    return this.stepPrograms.flatMap(programsOf);
  }
  /** What is told of it apart from the others; null where it is the whole run. */
  get stage(): Stage | null {
    return this.options.stage;
  }

  /** From here on its losses are watched; `step`: steps that were taken before. */
  begin(step: number): void {
    const { patience, minSteps } = this.document.training;
    const { data, stage } = this.options;
    const labelled = labelsAlone(this.document, this.options.analysis, this.stepPrograms.flatMap(({ program }) => program.terms.map(({ origin }) => origin.node)));
    for (const [id, feed] of data.feeds) feed.take(labelled.has(id) ? 'labelled' : 'all');
    const holdsOut = [...data.feeds.values()].some((feed) => feed.validation.length > 0);
    if (!holdsOut || this.stepPrograms.some(({ program }) => isGame(this.document, program))) return;
    const settled = Math.max(0, ...this.stepPrograms.map(({ program, updates, batches }) => Math.ceil(settledAt(program.inputs) / (updates * batches))));
    // A stage says how long it is; the least steps are those of a run without stages.
    this.stopping = new EarlyStopping({ patience, minSteps: stage ? 0 : minSteps, settledAt: step + settled });
  }
  dispose(): void {
    for (const { executor, applier } of this.turns) [executor, applier].forEach((one) => one?.dispose());
    this.forward.dispose();
  }
}
