/** The weight of a node's term in the loss, and how it comes to it. */
import type { Params } from '../document/types';
import type { BuildContext } from './definition';
import type { Tensor } from '../program/builder';

const MOST = 1_000_000;

/** `help` of the weight; below 0, from `min` on, what is small becomes large. */
export const termFields = (help: string, min: 0 | -1_000_000 = 0) =>
  ({
    weight: { type: 'number', label: 'Weight', help, default: 1, min, max: MOST, step: 0.1 },
    warmupSteps: { type: 'integer', label: 'Warm-up steps', help: 'Steps over which the weight rises from 0 to its own; 0 is off.', default: 0, min: 0, max: MOST, advanced: true },
    warmupStart: { type: 'integer', label: 'Warm-up starts', help: 'The step from which on the weight rises; before it, the term counts for nothing.', default: 0, min: 0, max: MOST, advanced: true, when: ({ warmupSteps }: Params) => warmupSteps !== 0 },
  }) as const;

/** What these fields say. */
export interface TermParams {
  readonly weight: number;
  readonly warmupSteps: number;
  readonly warmupStart: number;
}

/** A number, or, while it is trained and warms up, a scalar of the step. */
export const termWeight = ({ moves, schedule }: Pick<BuildContext, 'moves' | 'schedule'>, { weight, warmupSteps, warmupStart }: TermParams): number | Tensor =>
  moves && warmupSteps > 0 ? schedule('weight', { first: 0, last: weight, start: warmupStart, steps: warmupSteps }) : weight;
