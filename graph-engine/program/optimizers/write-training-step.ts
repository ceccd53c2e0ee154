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

/** Of the loss, where there is one, and what pulls besides; parameters that neither reaches are left as they are. */
function gradientsOf(b: Builder, loss: Tensor | null, player: PlayerId): ParameterGradient[] {
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
  const pairs = gradientsOf(b, loss, player);
  const clipped = clipByGlobalNorm(b, pairs.map(({ gradient }) => gradient), clipNorm);
  const rate = b.schedule(`${player} learning rate`, learningRateAt(optimizer.learningRate, schedule, steps));
  writeUpdates(b, pairs.map(({ parameter }, i) => ({ parameter, gradient: clipped[i]! })), player, optimizer, rate);
}
