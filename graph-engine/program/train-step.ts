/** One update of one player as a program: forward, derived backward, clipping, optimiser. */
import type { Analysis } from '../analysis/types';
import { mainPlayer, playersOf, totalName } from '../document/players';
import type { HourglassDocument, NodeId, Player, PlayerId } from '../document/types';
import { Builder, type Tensor } from './builder';
import { lower } from './lower';
import { stepsOf, type RunSteps } from './optimizers/schedule';
import { rawOf, withRaw, writeAverages } from './optimizers/averages';
import { learnedBy, pullsOf, writeGradientSums, writeTrainingStep, writeUpdatesBySums, type StepSettings } from './optimizers/write-training-step';
import { removeUnused } from './passes/remove-unused';
import type { Parameter, Program, Term } from './types';
import { verify } from './verify';

/** Scalars of a step in one vector, so that reading them is one transfer. */
export interface Summary {
  readonly names: readonly string[];
  /** Those that depend on how many items a batch has. */
  readonly ofBatch: ReadonlySet<string>;
  readonly value: number;
}
/** Nodes whose terms do not count. */
export type Silent = ReadonlySet<NodeId>;
const none: Silent = new Set();

export interface StepProgram {
  readonly player: PlayerId;
  /** In each step, each on batches of its own. */
  readonly updates: number;
  /** Batches of an update, which goes by the mean of their gradients. */
  readonly batches: number;
  /** Of a batch. */
  readonly program: Program;
  /** The update after its batches, which takes no data; null where the program of a batch makes it, being the only one. */
  readonly apply: Program | null;
  readonly summary: Summary;
}
/** What runs in a step, each program once. */
export const programsOf = ({ program, apply }: StepProgram): readonly Program[] => (apply ? [program, apply] : [program]);

/** The weighted sum of a player's terms, or null when it has none. */
export function totalLoss(b: Builder, player: PlayerId): Tensor | null {
  const parts = b.terms
    .filter((term) => term.player === player)
    .map((term) => b.mul(b.values[term.value]!, term.isWeightValue ? b.values[term.weight]! : term.weight));
  return parts.length ? parts.reduce((sum, part) => b.add(sum, part)) : null;
}

/** `terms`, metrics and `total` under `totalName` as one vector. */
function summarise(b: Builder, terms: readonly Term[], player: PlayerId, total: Tensor | null, name: string): Summary {
  const rows = [
    ...(total ? [{ name, value: total.id, ofBatch: terms.some((term) => term.ofBatch && term.player === player) }] : []),
    ...terms,
    ...b.metrics,
  ];
  const parts = rows.map((row) => b.reshape(b.values[row.value]!, [1]));
  return { names: rows.map((row) => row.name), ofBatch: new Set(rows.filter((row) => row.ofBatch).map((row) => row.name)), value: (parts.length ? b.concat(parts, 0) : b.constant(0, [1])).id };
}

/** The players that have something to minimise or to follow, in the order of their turns: a critic is updated before what it judges (Goodfellow et al. 2014, alg. 1). */
export const learners = ({ training }: HourglassDocument, b: Builder): readonly Player[] => playersOf(training).filter(({ id }) => b.terms.some((term) => term.player === id) || pullsOf(b, id).length > 0);

/** `batches`: of each update. */
export function trainStep(document: HourglassDocument, analysis: Analysis, batch: number, { id: player, updates, clipNorm, optimizer }: Player, totalSteps: RunSteps, silent: Silent = none, batches = document.training.accumulate): StepProgram {
  const { training } = document;
  const b = lower(document, analysis, { batch, mode: 'train', runsAStep: updates * batches, silent });
  const total = totalLoss(b, player);
  if (!total && pullsOf(b, player).length === 0) throw new Error(`internal: ${player} has no loss`);
  const settings: StepSettings = { optimizer, clipNorm, schedule: training.schedule };
  const updatesInAll = (): number => stepsOf(totalSteps) * updates;
  const averaged = training.averageDecay > 0 ? averagedIn(document, b) : [];
  const applied = batches > 1 ? new Builder() : null;
  if (applied) writeUpdatesBySums(applied, b, writeGradientSums(b, total, player, batches), player, settings, updatesInAll);
  else writeTrainingStep(b, total, player, settings, updatesInAll);
  const own = averaged.filter((parameter) => parameter.player === player);
  if (applied) for (const { name, value, init, ...rest } of own) if (!applied.parameters.some((one) => one.name === name)) applied.parameter(name, b.values[value]!.shape, init, rest);
  const updating = applied ?? b;
  if (own.length > 0) writeAverages(updating, updating.parameters.filter(({ name }) => own.some((one) => one.name === name)), player, training.averageDecay);
  const summary = summarise(b, b.terms.filter((term) => term.player === player), player, total, totalName(training, player));
  const names = new Set(averaged.map(({ name }) => name));
  const owned = new Set(b.parameters.filter((parameter) => parameter.player === player).flatMap(({ name }) => (names.has(name) ? [name, rawOf(name)] : [name])));
  const program = b.finish();
  const ofBatch = {
    ...program,
    terms: program.terms.filter((term) => term.player === player),
    updates: program.updates.filter((update) => owned.has(update.parameter)),
  };
  const finished = (one: Program): Program => verify(names.size > 0 ? withRaw(one, names) : one);
  return { player, updates, batches, summary, program: finished(removeUnused(ofBatch, [summary.value])), apply: applied && finished(applied.finish()) };
}
/** Parameters that a step moves, whoever moves them: weights that are learned, and statistics. */
function averagedIn(document: HourglassDocument, b: Builder): readonly Parameter[] {
  const players = learners(document, b);
  const learned = new Set(players.flatMap(({ id }) => learnedBy(b, id)).map(({ name }) => name));
  const followed = new Set(b.updates.map(({ parameter }) => parameter));
  return b.parameters.filter(({ name, player }) => players.some(({ id }) => id === player) && (learned.has(name) || followed.has(name)));
}

/** Forward only: losses over data that are not trained on. */
export function evaluationProgram(document: HourglassDocument, analysis: Analysis, batch: number, silent: Silent = none): { readonly program: Program; readonly summary: Summary } {
  const b = lower(document, analysis, { batch, mode: 'evaluate', silent });
  const { id } = mainPlayer(document.training);
  const summary = summarise(b, b.terms, id, totalLoss(b, id), totalName(document.training, id));
  return { program: verify(b.finish()), summary };
}

/** Forward only, nothing random: the values of `taps`, given the values of `feeds`. */
export function inferenceProgram(
  document: HourglassDocument,
  analysis: Analysis,
  batch: number,
  taps: readonly string[],
  feeds: readonly string[] = [],
  mode: 'evaluate' | 'infer' = 'infer',
): { readonly program: Program; readonly fetch: readonly number[] } {
  const built = lower(document, analysis, { batch, mode, feeds }).finish();
  const fetch = taps.map((tap) => {
    const value = built.taps[tap];
    if (value === undefined) throw new Error(`internal: nothing is computed at ${tap}`);
    return value;
  });
  const bare = { ...built, terms: [], metrics: [], updates: [] };
  return { program: verify(removeUnused(bare, fetch)), fetch };
}
