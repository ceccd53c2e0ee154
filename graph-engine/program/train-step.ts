/** One update of one player as a program: forward, derived backward, clipping, optimiser. */
import type { Analysis } from '../analysis/types';
import type { HourglassDocument } from '../document/types';
import type { Builder, Tensor } from './builder';
import { lower } from './lower';
import { stepsOf, type RunSteps } from './optimizers/schedule';
import { writeTrainingStep } from './optimizers/write-training-step';
import { removeUnused } from './passes/remove-unused';
import { totalNames } from './total-names';
import type { Player, Program } from './types';
import { verify } from './verify';

/** Scalars of a step in one vector, so that reading them is one transfer. */
export interface Summary {
  readonly names: readonly string[];
  /** Those that depend on how many items a batch has. */
  readonly ofBatch: ReadonlySet<string>;
  readonly value: number;
}
export interface StepProgram {
  readonly player: Player;
  readonly program: Program;
  readonly summary: Summary;
}

/** The weighted sum of a player's terms, or null when it has none. */
export function totalLoss(b: Builder, player: Player | null): Tensor | null {
  const parts = b.terms
    .filter((term) => !player || term.player === player)
    .map((term) => b.mul(b.values[term.value]!, term.isWeightValue ? b.values[term.weight]! : term.weight));
  return parts.length ? parts.reduce((sum, part) => b.add(sum, part)) : null;
}

/** Terms, metrics and `total` under `totalName` as one vector. */
export function summarise(b: Builder, player: Player | null, total: Tensor | null, totalName: string): Summary {
  const terms = b.terms.filter((term) => !player || term.player === player);
  const rows = [
    ...(total ? [{ name: totalName, value: total.id, ofBatch: terms.some((term) => term.ofBatch && term.player === (player ?? 'autoencoder')) }] : []),
    ...terms,
    ...b.metrics,
  ];
  const parts = rows.map((row) => b.reshape(b.values[row.value]!, [1]));
  return { names: rows.map((row) => row.name), ofBatch: new Set(rows.filter((row) => row.ofBatch).map((row) => row.name)), value: (parts.length ? b.concat(parts, 0) : b.constant(0, [1])).id };
}

/** The players that have something to minimise, the critic first: it is updated before the autoencoder (Goodfellow et al. 2014, alg. 1). */
export function playersOf(b: Builder): readonly Player[] {
  return (['critic', 'autoencoder'] as const).filter((player) => b.terms.some((term) => term.player === player));
}

export function trainStep(document: HourglassDocument, analysis: Analysis, batch: number, player: Player, totalSteps: RunSteps): StepProgram {
  const { training } = document;
  const runsAStep = player === 'critic' ? training.criticSteps : 1;
  const b = lower(document, analysis, { batch, mode: 'train', runsAStep });
  const total = totalLoss(b, player);
  if (!total) throw new Error(`internal: ${player} has no loss`);
  const updates = (): number => stepsOf(totalSteps) * runsAStep;
  writeTrainingStep(b, total, player, training, updates);
  const summary = summarise(b, player, total, totalNames[player]);
  const owned = new Set(b.parameters.filter((parameter) => parameter.player === player).map((parameter) => parameter.name));
  const program = b.finish();
  return {
    player,
    summary,
    program: verify(
      removeUnused(
        {
          ...program,
          terms: program.terms.filter((term) => term.player === player),
          updates: program.updates.filter((update) => owned.has(update.parameter)),
        },
        [summary.value],
      ),
    ),
  };
}

/** Forward only: losses over data that are not trained on. */
export function evaluationProgram(document: HourglassDocument, analysis: Analysis, batch: number): { readonly program: Program; readonly summary: Summary } {
  const b = lower(document, analysis, { batch, mode: 'evaluate' });
  const summary = summarise(b, null, totalLoss(b, 'autoencoder'), totalNames.autoencoder);
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
