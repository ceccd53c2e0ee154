/**
 * Numbers of the data as a Loss takes them for a prediction. Where it takes probabilities, numbers are clipped to [ε, 1 − ε]: a projection goes below 0 and
 * above 1, and a single pixel that is wrong with certainty would cost without bound.
 */
import type { PortType } from '../../document/port-type';
import { lossKinds, type LossKindName } from '../../nodes/loss-kinds';

export interface Compared {
  readonly kind: LossKindName;
  /** Of the output, in whose place the numbers are put. */
  readonly output: PortType;
  readonly target: PortType;
}
/** How much is clipped, of which that is taken which costs least on items that were trained on. */
export const epsilons: readonly number[] = [1e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1];

const placesOf = ({ kind, target }: Compared): readonly { readonly at: number; readonly width: number }[] =>
  lossKinds[kind].byColumn && target.tag === 'data' ? (target.places ?? []).filter((place) => place.kind === 'category') : [];
/** Whether the loss takes probabilities, for all numbers or for some. */
export const takesProbabilities = (compared: Compared): boolean => lossKinds[compared.kind].targets !== null || placesOf(compared).length > 0;

/** `values`: [count, size]. */
export function asPrediction(values: Float32Array, compared: Compared, count: number, epsilon: number): Float32Array {
  const { targets, logits } = lossKinds[compared.kind];
  const clipped = (x: number): number => Math.min(1 - epsilon, Math.max(epsilon, x));
  if (targets !== null) {
    // Softmax takes logarithms of probabilities as they are, up to a factor; the logistic function their log-odds.
    if (logits === 'required') return values.map((x) => Math.log(clipped(x)));
    return compared.output.tag === 'logits' ? values.map((x) => Math.log(clipped(x) / (1 - clipped(x)))) : values.map(clipped);
  }
  const out = values.slice();
  const width = values.length / count;
  for (const { at, width: wide } of placesOf(compared)) {
    for (let row = 0; row < count; row++) for (let j = row * width + at; j < row * width + at + wide; j++) out[j] = Math.log(clipped(values[j]!));
  }
  return out;
}
