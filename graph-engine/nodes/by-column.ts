/** Losses of rows of a table: one error for each column, and how much each counts. */
import type { Places, PortType } from '../document/port-type';
import type { Builder, Tensor } from '../program/builder';

export const placesOf = (type: PortType): Places | null => (type.tag === 'data' ? (type.places ?? null) : null);

const part = (b: Builder, x: Tensor, at: number, width: number): Tensor => b.slice(x, [0, at], [x.shape[0]!, width]);

/** Neighbouring columns of numbers are compared at once. */
function runsOf(places: Places): { readonly kind: 'number' | 'category'; readonly at: number; readonly width: number }[] {
  const runs: { kind: 'number' | 'category'; at: number; width: number }[] = [];
  for (const { kind, at, width } of places) {
    const last = runs.at(-1);
    if (kind === 'number' && last?.kind === 'number' && last.at + last.width === at) last.width += width;
    else runs.push({ kind, at, width });
  }
  return runs;
}

/**
 * [batch, columns and indicators]: squared differences of numbers, and for a category the cross-entropy of the logits at its places, in nats. Numbers of unit
 * variance are then Gaussian with variance 1/2, up to a constant, so that the sum is a negative log-likelihood.
 */
export function mixedErrors(b: Builder, prediction: Tensor, target: Tensor, places: Places): Tensor {
  const errors = runsOf(places).map(({ kind, at, width }) => {
    const [given, wanted] = [part(b, prediction, at, width), part(b, target, at, width)];
    if (kind === 'number') return b.square(b.sub(given, wanted));
    return b.reshape(b.neg(b.sum(b.mul(wanted, b.logSoftmax(given)), [1])), [prediction.shape[0]!, 1]);
  });
  return errors.length === 1 ? errors[0]! : b.concat(errors, 1);
}

/** A factor for each number of a row, or where `mixed` for each error; null where all count alike. */
export function columnWeights(b: Builder, places: Places, mixed: boolean): Tensor | null {
  if (places.every(({ weight }) => weight === 1)) return null;
  const parts = places.map(({ kind, width, weight }) => b.constant(weight, [1, mixed && kind === 'category' ? 1 : width]));
  return parts.length === 1 ? parts[0]! : b.concat(parts, 1);
}

/** Of a mask of every number, that of every error. */
export function maskOfErrors(b: Builder, mask: Tensor, places: Places): Tensor {
  const parts = runsOf(places).map(({ kind, at, width }) => part(b, mask, at, kind === 'category' ? 1 : width));
  return parts.length === 1 ? parts[0]! : b.concat(parts, 1);
}
