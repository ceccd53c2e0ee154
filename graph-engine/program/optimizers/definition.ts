/** An optimiser: writes one update per parameter into a program, with its state as parameters that are not trained. */
import type { OptimizerSettings } from '../../document/types';
import type { Builder, Tensor } from '../builder';
import type { Parameter } from '../types';

/** A trained parameter and the derivative of its player's loss with respect to it, of equal shape. */
export interface ParameterGradient {
  readonly parameter: Parameter;
  readonly gradient: Tensor;
}
export interface OptimizerDefinition {
  readonly title: string;
  /** The settings that it reads besides the learning rate; the form shows these. */
  readonly uses: readonly (keyof OptimizerSettings)[];
  /**
   * Appends the updates of all `pairs`, in phase `update`. `rate` is the scalar learning rate of the step.
   * Scalars that depend on the step count from 0: the step of a run is the number of updates this player has had before.
   */
  write(b: Builder, pairs: readonly ParameterGradient[], settings: OptimizerSettings, rate: Tensor): void;
}
