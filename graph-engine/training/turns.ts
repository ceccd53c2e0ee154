/** A player's turn in a step: its updates, each with batches of its own, and what they tell. */
import type { NodeId, PlayerId } from '../document/types';
import { streams } from '../random/counter';
import type { StepProgram } from '../program/train-step';
import type { Executor, Fetched, RunOptions } from '../runtime/device';
import type { SessionData } from './session-data';
import type { Turn } from './stage-run';

/** Where in a run a turn is taken. */
export interface TurnPlace {
  readonly data: SessionData;
  readonly seed: number;
  readonly step: number;
  /** Of the present stage: which it is, and the step that it began with. */
  readonly stage: number;
  readonly start: number;
}
/** A run of a program within a step. */
export interface StepRun {
  readonly player: StepProgram;
  /** Of an update by the gradients that its batches have left. */
  readonly applies: boolean;
  readonly executor: Executor;
  readonly options: RunOptions;
}
/** What one update gives: of each of its batches. */
export interface Update {
  readonly names: readonly string[];
  readonly summaries: readonly Fetched[];
}

export interface StepValues {
  readonly step: number;
  readonly epoch: number;
  readonly values: Readonly<Record<string, number>>;
}
/** One player's turn, taken apart from the others. */
export interface TurnTaken {
  readonly player: PlayerId;
  /** Nodes with a term that it makes small, or that it learns by. */
  readonly losses: readonly NodeId[];
  /** The same figure of the same batch, before and after. */
  readonly figure: { readonly name: string; readonly before: number; readonly after: number } | null;
  /** Who is next. */
  readonly next: PlayerId;
  /** Of a turn that ends its step: what the step gave. */
  readonly step: StepValues | null;
}

/** The batches of an update, one after the other, and what follows them. */
export function* runsOfUpdate({ data, seed: own, step, stage, start }: TurnPlace, { program, executor, applier, fetch }: Turn, update: number): Generator<StepRun> {
  const { updates, batches, player } = program;
  const seed = streams.noise(own, stage === 0 ? player : `${player} in stage ${stage + 1}`);
  const position = (step - start) * updates + update;
  for (let number = 0; number < batches; number++) {
    const options = { feeds: data.batchFeeds(step + update, number), seed, step: position * batches + number, applyUpdates: true, fetch };
    yield { player: program, applies: false, executor, options };
  }
  if (applier) yield { player: program, applies: true, executor: applier, options: { feeds: {}, seed, step: position, applyUpdates: true, fetch: [] } };
}
export const runsOfTurn = (place: TurnPlace, turn: Turn): StepRun[] => Array.from({ length: turn.program.updates }, (_, update) => [...runsOfUpdate(place, turn, update)]).flat();

/** All updates of a turn; nothing is read back. */
export function takeTurn(place: TurnPlace, turn: Turn): Update[] {
  return Array.from({ length: turn.program.updates }, (_, update): Update => {
    const summaries: Fetched[] = [];
    let number = 0;
    for (const { executor, options } of runsOfUpdate(place, turn, update)) {
      summaries.push(...executor.run(options));
      if (++number < turn.program.batches) place.data.readAhead(place.step + update, number);
    }
    return { names: turn.program.summary.names, summaries };
  });
}
/** Its values, as means over its batches. */
export async function readUpdate({ names, summaries }: Update): Promise<Record<string, number>> {
  const read = await Promise.all(summaries.map((summary) => summary.data()));
  for (const summary of summaries) summary.dispose();
  return Object.fromEntries(names.map((name, i) => [name, read.reduce((sum, numbers) => sum + numbers[i]!, 0) / read.length]));
}
/** What the first batch of a turn tells first, with the weights as they are: the loss of the player, where it has one. */
export async function firstFigure(place: TurnPlace, turn: Turn): Promise<{ readonly name: string; readonly value: number } | null> {
  const [name] = turn.program.summary.names;
  const [{ executor, options }] = runsOfTurn(place, turn) as [StepRun];
  if (name === undefined) return null;
  const [summary] = executor.run({ ...options, applyUpdates: false });
  const value = (await summary!.data())[0]!;
  summary!.dispose();
  return { name, value };
}
