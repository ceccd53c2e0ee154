import type { TrainingSettings } from '../../document/types';
import type { Builder, Tensor } from '../builder';
import { derive } from '../backward';
import type { Player } from '../types';
import { clipByGlobalNorm } from './clip';
import { optimizerOf } from './index';
import { learningRateAt, type RunSteps } from './schedule';

/**
 * Appends to a forward program the derivatives of the scalar `loss` with respect to the trained parameters of `player`, clipped, and the updates of
 * that player's optimiser, so that the whole step is one flat list. `steps`: updates of this player in the whole run.
 */
export function writeTrainingStep(b: Builder, loss: Tensor, player: Player, settings: TrainingSettings, steps: RunSteps): void {
  const trained = b.parameters.filter((parameter) => parameter.trainable && parameter.player === player);
  const gradients = clipByGlobalNorm(b, derive(b, loss, trained.map(({ value }) => b.values[value]!)), settings.clipNorm);
  const chosen = player === 'critic' ? settings.criticOptimizer : settings.optimizer;
  const rate = b.schedule(`${player} learning rate`, learningRateAt(chosen.learningRate, settings.schedule, steps));
  optimizerOf(chosen.kind).write(b, trained.map((parameter, i) => ({ parameter, gradient: gradients[i]! })), chosen, rate);
}
