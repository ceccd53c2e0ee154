import { sizeOf } from '../../document/shape';
import { kMeansInParts, nearest } from '../k-means';
import { cut, joinCuts, patchesOf, placesText, type Patches } from '../patches';
import type { Baseline, BaselineSubject } from './definition';

const SEED = 0;
/** Numbers that clusters are fitted on at most. */
const MOST = 1_000_000;

const patchesIn = ({ roles: { data, indices } }: BaselineSubject): Patches | null => indices && patchesOf(data!.type.shape, indices.type.shape);

export const kMeans: Baseline = {
  id: 'k-means',
  short: 'k-means',
  help: 'Each patch of the item as the nearest of as many cluster centres as the code has entries or classes: the same code without a network.',
  title(subject) {
    const patches = patchesIn(subject);
    return patches && `k-means, ${subject.roles.indices!.type.classes} entries, ${placesText(patches)}`;
  },
  *fit(training, subject) {
    const { shape } = subject.roles.data!.type;
    const { patch } = patchesIn(subject)!;
    const length = sizeOf(patch);
    const some = training.subarray(0, sizeOf(shape) * Math.max(1, Math.floor(MOST / sizeOf(shape))));
    const { centers } = yield* kMeansInParts(cut(some, shape, patch), length, subject.roles.indices!.type.classes, SEED);
    return ({ given }) => {
      const pieces = cut(given, shape, patch);
      const chosen = nearest(pieces, length, centers);
      return joinCuts(pieces.map((_, at) => centers[chosen[Math.floor(at / length)]! * length + (at % length)]!), shape, patch);
    };
  },
};
