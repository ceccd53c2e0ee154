/** A code of entries of a Codebook, or of classes: what is lost by it, against k-means with as many entries and places. */
import { perItem } from '../../document/units';
import { sizeOf } from '../../document/shape';
import { kMeans, nearest } from '../k-means';
import { cut, patchesOf, placesText, type Patches } from '../patches';
import type { Fold, Objective, ObjectiveSubject } from './definition';
import { cleanOf, fitted, fittedBaselines, isReconstruction, itemSize, reconstructionError, squaredError } from './support';

const SEED = 0;
/** Numbers that k-means is fitted on at most. */
const MOST = 1_000_000;

const ofSubject = ({ roles }: ObjectiveSubject): Patches | null => patchesOf(roles.data!.type.shape, roles.indices!.type.shape);
function byKMeans(subject: ObjectiveSubject, fold: Fold, patch: readonly number[]): number {
  const shape = subject.roles.data!.type.shape;
  const length = sizeOf(patch);
  const { centers } = kMeans(cut(fitted(subject, fold, Math.max(1, Math.floor(MOST / itemSize(subject)))), shape, patch), length, subject.roles.indices!.type.classes, SEED);
  const held = cut(cleanOf(subject, fold.held), shape, patch);
  const chosen = nearest(held, length, centers);
  return squaredError(held, held.map((_, i) => centers[chosen[Math.floor(i / length)]! * length + (i % length)]!), fold.held.count);
}

export const quantisation: Objective = {
  name: 'squared error through the codebook',
  sentence: 'Sum of squared errors per item between the reconstruction and the input. Beside it k-means on patches of the items with as many entries and places, which is the same code without a network.',
  unit: perItem,
  better: 'lower',
  fits: (subject) => isReconstruction(subject) && subject.roles.indices !== null && ofSubject(subject) !== null,
  async measure(context) {
    const patches = ofSubject(context)!;
    return {
      value: await reconstructionError(context, 'infer'),
      baselines: await fittedBaselines(context, { [`k-means, ${context.roles.indices!.type.classes} entries, ${placesText(patches)}`]: (fold) => byKMeans(context, fold, patches.patch) }),
    };
  },
};
