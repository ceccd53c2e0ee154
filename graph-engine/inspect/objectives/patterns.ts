/** A few binary pictures, again and again: is every one of them rebuilt? */
import { plain } from '../../document/units';
import { sizeOf } from '../../document/shape';
import { principalComponents, projections, rebuilt } from '../principal-components';
import type { ItemSet, Objective, ObjectiveSubject } from './definition';
import { cleanOf, fitted, fittedBaselines, isReconstruction, itemSize, outputOf, samplingOf } from './support';

/** So few that all of them can be looked at. */
const MOST = 64;

/** The first item of each picture. */
function distinct(subject: ObjectiveSubject, items: ItemSet): number[] {
  const size = itemSize(subject);
  const values = cleanOf(subject, items);
  const seen = new Map<string, number>();
  for (let i = 0; i < items.count && seen.size <= MOST; i++) {
    const key = values.subarray(i * size, (i + 1) * size).join('');
    if (!seen.has(key)) seen.set(key, i);
  }
  return [...seen.values()];
}
const isRight = (clean: Float32Array, given: Float32Array, item: number, size: number): boolean => {
  for (let j = item * size; j < (item + 1) * size; j++) if (clean[j]! >= 0.5 !== given[j]! >= 0.5) return false;
  return true;
};
const share = (subject: ObjectiveSubject, items: ItemSet, given: Float32Array): number => {
  const pictures = distinct(subject, items);
  return pictures.filter((item) => isRight(cleanOf(subject, items), given, item, itemSize(subject))).length / pictures.length;
};

export const patterns: Objective = {
  name: 'pictures rebuilt',
  sentence: 'Share of the different pictures of which every pixel comes back on its side of one half. Beside it the same count of principal components.',
  unit: plain,
  better: 'higher',
  fits(subject) {
    if (!isReconstruction(subject) || subject.roles.corrupted !== null || samplingOf(subject) !== 'empirical') return false;
    if (!cleanOf(subject, subject.held).every((value) => value === 0 || value === 1)) return false;
    const pictures = distinct(subject, subject.held).length;
    return pictures <= MOST && pictures <= subject.held.count / 2;
  },
  async measure(context) {
    const { model, roles, held } = context;
    const [given] = await model.taps([roles.output!.tap], held, 'infer');
    const size = sizeOf(roles.code!.type.shape);
    return {
      value: share(context, held, outputOf(context, given!)),
      baselines: await fittedBaselines(context, {
        [`PCA, ${size} numbers`]: (fold) => {
          const components = principalComponents(fitted(context, fold), itemSize(context), size);
          return share(context, fold.held, rebuilt(components, projections(components, cleanOf(context, fold.held)), fold.held.count));
        },
      }),
    };
  },
};
