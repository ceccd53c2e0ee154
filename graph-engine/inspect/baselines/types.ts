/** Figures of baselines beside a model, in the unit of its Loss. */
import type { Baseline } from './definition';

export interface BaselineFigure {
  readonly id: Baseline['id'];
  /** `PCA, 30 numbers` */
  readonly title: string;
  /** As in `7.6 per image; PCA 14.4`. */
  readonly short: string;
  readonly help: string;
  readonly value: number;
  /** How much its numbers were clipped, to be probabilities; null where the loss takes any. */
  readonly epsilon: number | null;
}
export interface Baselines {
  /** The Loss by which they are judged, its name among the terms, and its unit: `squared error per image`. */
  readonly node: string;
  readonly term: string;
  readonly unit: string;
  /** Of the unit: `per image`. */
  readonly per: string;
  /** What the code is of: `30 numbers`, `512 entries`; null where it is not smaller than an item. */
  readonly code: string | null;
  /** Items that are judged, and whether they are held out of the training. */
  readonly judged: number;
  readonly heldOut: boolean;
  /** Items that baselines were fitted to, of those that are trained on. */
  readonly fitted: number;
  readonly training: number;
  /** The first is the one to beat. */
  readonly figures: readonly BaselineFigure[];
}
