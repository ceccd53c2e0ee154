/** A code of plain numbers or bits: what is lost by it, against principal components. */
import { perItem } from '../../document/units';
import { sizeOf } from '../../document/shape';
import { counted } from '../../diagnostics/counted';
import { lostBy, principalComponents, projections, rebuilt } from '../principal-components';
import type { Fold, Objective, ObjectiveSubject } from './definition';
import { cleanOf, fitted, fittedBaselines, isReconstruction, itemSize, reconstructionError, samplingOf, squaredError } from './support';

/** With `signs`, each component is told by its sign alone, which stands for the mean distance on that side. */
function byComponents(subject: ObjectiveSubject, fold: Fold, count: number, signs: boolean): number {
  const components = principalComponents(fitted(subject, fold), itemSize(subject), count);
  const held = cleanOf(subject, fold.held);
  if (!signs || components.directions.length === 0) return lostBy(components, held);
  const codes = projections(components, held).map((code, i) => Math.sign(code) * components.spread[i % components.directions.length]!);
  return squaredError(held, rebuilt(components, codes, fold.held.count), fold.held.count);
}

export const compression: Objective = {
  name: 'squared error of reconstructions',
  sentence: 'Sum of squared errors per item between the reconstruction and the input. Beside it principal components, as many as the code has numbers, fitted to the items that were trained on; of a code of bits, their signs.',
  unit: perItem,
  better: 'lower',
  fits: (subject) => isReconstruction(subject) && subject.roles.code !== null,
  async measure(context) {
    const size = sizeOf(context.roles.code!.type.shape);
    const plain = { [`PCA, ${counted(size, 'number')}`]: (fold: Fold) => byComponents(context, fold, size, false) };
    const figures = samplingOf(context) === 'bernoulli' ? { [`signs of PCA, ${counted(size, 'bit')}`]: (fold: Fold) => byComponents(context, fold, size, true), ...plain } : plain;
    return { value: await reconstructionError(context, 'infer'), baselines: await fittedBaselines(context, figures) };
  },
};
