/** A code that is one class, of data with labels: do the classes that were found without labels agree with them? */
import { plain } from '../../document/units';
import { sizeOf } from '../../document/shape';
import { kMeans, nearest } from '../k-means';
import type { Fold, ItemSet, Objective, ObjectiveSubject } from './definition';
import { cleanOf, fitted, itemSize, overFolds } from './support';

const SEED = 0;

/** Share of `held` whose class is one in which most items of `fit` bear their label. */
function accuracy(fit: ArrayLike<number>, fitLabels: ArrayLike<number>, held: ArrayLike<number>, heldLabels: ArrayLike<number>): number {
  const votes = new Map<number, Map<number, number>>();
  for (let i = 0; i < fit.length; i++) {
    const of = votes.get(fit[i]!) ?? new Map<number, number>();
    votes.set(fit[i]!, of.set(fitLabels[i]!, (of.get(fitLabels[i]!) ?? 0) + 1));
  }
  const label = new Map([...votes].map(([found, of]) => [found, [...of].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0]]));
  let right = 0;
  for (let i = 0; i < held.length; i++) if (label.get(held[i]!) === heldLabels[i]) right++;
  return right / held.length;
}
function byKMeans(subject: ObjectiveSubject, fold: Fold, clusters: number): number {
  const size = itemSize(subject);
  const { centers, assignment } = kMeans(fitted(subject, fold), size, clusters, SEED);
  return accuracy(assignment, fold.fit.labels!, nearest(cleanOf(subject, fold.held), size, centers), fold.held.labels!);
}

export const clustering: Objective = {
  name: 'clustering accuracy',
  sentence:
    'Share of held-out items whose class is one in which their label is the most frequent among the items that were trained on; no label was seen in training. Beside it k-means with as many clusters.',
  unit: plain,
  better: 'higher',
  fits: ({ roles, held, folds }) => roles.data !== null && roles.indices !== null && sizeOf(roles.indices.type.shape) === 1 && held.labels !== null && folds.length > 0 && folds.every(({ fit }) => fit.labels !== null),
  async measure(context) {
    const { model, roles } = context;
    const classes = async (items: ItemSet): Promise<Float32Array> => (await model.taps([roles.indices!.tap], items, 'infer'))[0]!;
    const k = roles.indices!.type.classes;
    return {
      value: await overFolds(context, async ({ fit, held }) => accuracy(await classes(fit), fit.labels!, await classes(held), held.labels!)),
      baselines: { [`k-means, ${k} clusters`]: await overFolds(context, (fold) => byKMeans(context, fold, k)) },
    };
  },
};
