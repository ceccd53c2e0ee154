import type { OptimizerSettings, PlayerId, TrainingSettings } from '../../document/types';
import type { Builder, Tensor } from '../builder';
import { derive } from '../backward';
import { clipByGlobalNorm } from './clip';
import { optimizerOf } from './index';
import { learningRateAt, type RunSteps } from './schedule';

/** What a player learns by. */
export interface StepSettings extends Pick<TrainingSettings, 'schedule'> {
  readonly optimizer: OptimizerSettings;
  /** Largest global norm of the gradient; 0 is off. */
  readonly clipNorm: number;
}

/**
 * Appends to a forward program the derivatives of the scalar `loss` with respect to the trained parameters of `player`, clipped, and the updates of
 * that player's optimiser, so that the whole step is one flat list. `steps`: updates of this player in the whole run.
 */
export function writeTrainingStep(b: Builder, loss: Tensor, player: PlayerId, { optimizer, clipNorm, schedule }: StepSettings, steps: RunSteps): void {
  const trained = b.parameters.filter((parameter) => parameter.trainable && parameter.player === player);
  const gradients = clipByGlobalNorm(b, derive(b, loss, trained.map(({ value }) => b.values[value]!)), clipNorm);
  const rate = b.schedule(`${player} learning rate`, learningRateAt(optimizer.learningRate, schedule, steps));
  optimizerOf(optimizer.kind).write(b, trained.map((parameter, i) => ({ parameter, gradient: gradients[i]! })), optimizer, rate);
}
