/** How far an item is from its reconstruction, as operations: the squared error of each column, or of a category the cross-entropy of its logits (`inspect/anomaly/column-errors`). */
import type { Places } from '../../../document/port-type';
import type { Builder, Tensor } from '../../../program/builder';
import type { Weights } from '../../../runtime/device';

export const COLUMN_WEIGHTS = 'score/columns';

type Place = Places[number];
const part = (b: Builder, x: Tensor, { at, width }: Place): Tensor => b.slice(x, [0, at], [x.shape[0]!, width]);

/** Neighbours of one kind: a stretch of numbers, or one category. */
function stretches(places: Places, splits: (place: Place) => boolean): readonly Place[] {
  const found: Place[] = [];
  for (const place of places) {
    const before = found.at(-1);
    if (before && !splits(place) && !splits(before)) found[found.length - 1] = { ...before, width: place.at + place.width - before.at };
    else found.push(place);
  }
  return found;
}
const isCategory = ({ kind }: Place): boolean => kind === 'category';
function byStretch(b: Builder, places: Places, write: (stretch: Place) => Tensor): Tensor {
  const parts = stretches(places, isCategory).map(write);
  return parts.length === 1 ? parts[0]! : b.concat(parts, 1);
}

/** Logits at the places of categories as the probabilities they stand for. */
export const withProbabilities = (b: Builder, x: Tensor, places: Places): Tensor =>
  byStretch(b, places, (stretch) => (isCategory(stretch) ? b.softmax(part(b, x, stretch)) : part(b, x, stretch)));

/** Which numbers of a row belong to which column, with the weight of each: [width, columns]. */
export function columnWeights(places: Places): Weights {
  const { at, width } = places.at(-1)!;
  const data = new Float32Array((at + width) * places.length);
  places.forEach((place, column) => {
    for (let i = place.at; i < place.at + place.width; i++) data[i * places.length + column] = place.weight;
  });
  return { shape: [at + width, places.length], data };
}

/** [batch, columns]; one column for what is no row of a table. `mixed`: categories are compared by their logits. */
export function errorsOf(b: Builder, clean: Tensor, given: Tensor, places: Places | null, mixed: boolean): Tensor {
  const squared = (x: Tensor, y: Tensor): Tensor => b.square(b.sub(x, y));
  if (!places) {
    const all = squared(clean, given);
    return b.reshape(b.sum(all, all.shape.slice(1).map((_, i) => i + 1)), [clean.shape[0]!, 1]);
  }
  const { shape } = columnWeights(places);
  const weights = b.parameter(COLUMN_WEIGHTS, shape, { kind: 'zeros' }, { player: '', trainable: false, origin: { node: 'score' } });
  const errors = mixed
    ? byStretch(b, places, (stretch) => {
        const [x, y] = [part(b, clean, stretch), part(b, given, stretch)];
        return isCategory(stretch) ? b.neg(b.mul(x, b.logSoftmax(y))) : squared(x, y);
      })
    : squared(clean, given);
  return b.matMul(errors, weights);
}
