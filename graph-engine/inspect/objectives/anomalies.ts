/** Learned from normal items alone: does the score tell anomalies from normal items that were not trained on? */
import { plain } from '../../document/units';
import { answersOf } from '../anomaly/answers';
import { areas } from '../anomaly/areas';
import { baselines } from '../anomaly/baselines';
import type { Baseline, Rows } from '../anomaly/baselines/definition';
import { rank } from '../anomaly/ranking';
import { usualScore } from '../anomaly/scores';
import { sizeOf } from '../../document/shape';
import type { Fold, ItemSet, Objective, ObjectiveSubject } from './definition';
import { cleanOf, fittedBaselines, isReconstruction, itemSize } from './support';

const SEED = 0;
/** Rows that a baseline is fitted on at most. */
const FITTED = 20_000;

const hasBoth = ({ isNormal }: ItemSet): boolean => isNormal !== null && isNormal.includes(0) && isNormal.includes(1);
const areaOf = (scores: Float64Array, { isNormal }: ItemSet): number => areas(rank(scores, isNormal!.map((one) => 1 - one)))!.auc;

/** What a baseline learns from: normal items, also where those that it can be fitted on hold others. */
function normalRows(subject: ObjectiveSubject, { fit }: Fold): Rows {
  const width = itemSize(subject);
  const all = cleanOf(subject, fit);
  const places = [...Array(fit.count).keys()].filter((item) => fit.isNormal?.[item] !== 0).slice(0, FITTED);
  const values = new Float32Array(places.length * width);
  places.forEach((item, row) => values.set(all.subarray(item * width, (item + 1) * width), row * width));
  return { count: places.length, width, values };
}
function byBaseline(subject: ObjectiveSubject, { id, fit, score }: Baseline): Readonly<Record<string, (fold: Fold) => number>> {
  const { code } = subject.roles;
  const components = Math.max(1, Math.min(itemSize(subject), code ? sizeOf(code.type.shape) : 1));
  return {
    [names[id](components)]: (fold) => areaOf(score(fit(normalRows(subject, fold), { seed: SEED, components }), { count: fold.held.count, width: itemSize(subject), values: cleanOf(subject, fold.held) }), fold.held),
  };
}
const names: Readonly<Record<Baseline['id'], (components: number) => string>> = {
  none: () => 'no model',
  pca: (components) => `PCA, ${components} ${components === 1 ? 'number' : 'numbers'}`,
  isolationForest: () => 'isolation forest',
  knn: () => 'nearest neighbours',
};

export const anomalies: Objective = {
  name: 'anomalies told from normal items',
  sentence:
    'Area under the ROC curve: the share of pairs of an anomalous and a normal item in which the anomalous one has the higher score. Only normal items were trained on, and the normal ones here were not. Beside it the squared length of an item, principal components, an isolation forest and the distance to the fifth nearest neighbour.',
  unit: plain,
  better: 'higher',
  // Of one half alone, a small set may have items of one kind.
  fits: (subject) => isReconstruction(subject) && hasBoth(subject.held) && subject.folds.every(({ fit, held }) => hasBoth(held) && fit.isNormal?.includes(1) === true),
  async measure(context) {
    const { model, held } = context;
    const answers = (await answersOf(context, held.count, (taps, from, count) => model.taps(taps, partOf(held, from, count), 'infer')))!;
    const { scores } = usualScore(answers).score(answers, {});
    return { value: areaOf(scores, held), baselines: await fittedBaselines(context, Object.assign({}, ...baselines.map((baseline) => byBaseline(context, baseline)))) };
  },
};

const partOf = (items: ItemSet, from: number, count: number): ItemSet => ({
  ...items,
  count,
  numbers: Object.fromEntries(Object.entries(items.numbers).map(([id, values]) => [id, values.subarray((from * values.length) / items.count, ((from + count) * values.length) / items.count)])),
});
