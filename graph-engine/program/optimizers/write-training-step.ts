import type { OptimizerSettings, PlayerId, TrainingSettings } from '../../document/types';
import type { Builder, Tensor } from '../builder';
import { derive } from '../backward';
import type { Parameter } from '../types';
import { clipByGlobalNorm } from './clip';
import { learningRateAt, type RunSteps } from './schedule';
import { writeUpdates, type ParameterGradient } from './write-updates';

/** What a player learns by. */
export interface StepSettings extends Pick<TrainingSettings, 'schedule'> {
  readonly optimizer: OptimizerSettings;
  /** Largest global norm of the gradient; 0 is off. */
  readonly clipNorm: number;
}

/** Gradients of this player's trained parameters that belong to no loss. */
export function pullsOf(b: Builder, player: PlayerId): Builder['pulls'] {
  const trained = new Set(trainedBy(b, player).map(({ name }) => name));
  return b.pulls.filter(({ parameter }) => trained.has(parameter));
}
const trainedBy = (b: Builder, player: PlayerId): Parameter[] => b.parameters.filter((parameter) => parameter.trainable && parameter.player === player);

/** Parameters that the updates of a player move, by a loss or by what pulls at them. */
export const learnedBy = (b: Builder, player: PlayerId): readonly Parameter[] => {
  const pulled = new Set(pullsOf(b, player).map(({ parameter }) => parameter));
  const hasLoss = b.terms.some((term) => term.player === player);
  return trainedBy(b, player).filter(({ name }) => hasLoss || pulled.has(name));
};

/** Of the loss, where there is one, and what pulls besides; parameters that neither reaches are left as they are. */
export function gradientsOf(b: Builder, loss: Tensor | null, player: PlayerId): ParameterGradient[] {
  const pulls = pullsOf(b, player);
  const pulled = new Set(pulls.map(({ parameter }) => parameter));
  const parameters = trainedBy(b, player).filter(({ name }) => loss !== null || pulled.has(name));
  const derived = loss && derive(b, loss, parameters.map(({ value }) => b.values[value]!));
  const { phase } = b;
  b.phase = 'backward';
  const sums = parameters.map((parameter, i): ParameterGradient => {
    const parts = [...(derived ? [derived[i]!] : []), ...pulls.filter((pull) => pull.parameter === parameter.name).map(({ gradient }) => gradient)];
    return { parameter, gradient: parts.reduce((sum, part) => b.add(sum, part)) };
  });
  b.phase = phase;
  return sums;
}

/**
 * Appends to a forward program the derivatives of the scalar `loss` with respect to the trained parameters of `player`, with what pulls at them besides,
 * clipped, and the updates of that player's optimiser, so that the whole step is one flat list. `steps`: updates of this player in the whole run.
 */
export function writeTrainingStep(b: Builder, loss: Tensor | null, player: PlayerId, { optimizer, clipNorm, schedule }: StepSettings, steps: RunSteps): void {
  writeClippedUpdates(b, gradientsOf(b, loss, player), player, { optimizer, clipNorm, schedule }, steps);
}
function writeClippedUpdates(b: Builder, pairs: readonly ParameterGradient[], player: PlayerId, { optimizer, clipNorm, schedule }: StepSettings, steps: RunSteps): void {
  const clipped = clipByGlobalNorm(b, pairs.map(({ gradient }) => gradient), clipNorm);
  const rate = b.schedule(`${player} learning rate`, learningRateAt(optimizer.learningRate, schedule, steps));
  writeUpdates(b, pairs.map(({ parameter }, i) => ({ parameter, gradient: clipped[i]! })), player, optimizer, rate);
}

const sumOf = ({ name }: Parameter): string => `${name}:gradient`;

/**
 * In place of updates, appends sums: over `batches` runs, the first of which has a step that they divide, the mean of the gradients adds up beside each
 * trained parameter. Gives these parameters.
 */
export function writeGradientSums(b: Builder, loss: Tensor | null, player: PlayerId, batches: number): readonly Parameter[] {
  const pairs = gradientsOf(b, loss, player);
  const { phase, origin } = b;
  b.phase = 'update';
  b.origin = null;
  const kept = b.schedule(`${player} sum of gradients that is kept`, (run) => (run % batches === 0 ? 0 : 1));
  for (const { parameter, gradient } of pairs) {
    b.origin = parameter.origin;
    const sum = b.parameter(sumOf(parameter), gradient.shape, { kind: 'zeros' }, { player, trainable: false, origin: parameter.origin });
    b.updates.push({ parameter: sumOf(parameter), value: b.add(b.mul(sum, kept), b.mul(gradient, 1 / batches)).id });
  }
  b.phase = phase;
  b.origin = origin;
  return pairs.map(({ parameter }) => parameter);
}
/** The updates that go by those sums, of parameters of the program `summed`. */
export function writeUpdatesBySums(b: Builder, summed: Builder, parameters: readonly Parameter[], player: PlayerId, settings: StepSettings, steps: RunSteps): void {
  const pairs = parameters.map(({ name, value, init, trainable, origin }): ParameterGradient => {
    const { shape } = summed.values[value]!;
    b.parameter(name, shape, init, { player, trainable, origin });
    const parameter = b.parameters.at(-1)!;
    return { parameter, gradient: b.parameter(sumOf(parameter), shape, { kind: 'zeros' }, { player, trainable: false, origin }) };
  });
  writeClippedUpdates(b, pairs, player, settings, steps);
}
