/** A code that is asked for independent factors, of data whose factors are known. */
import { plain } from '../../document/units';
import { readParams } from '../../document/fields';
import { sizeOf } from '../../document/shape';
import { nodeOf } from '../../nodes/registry';
import { mutualInformationGap } from '../information-gap';
import { principalComponents, projections } from '../principal-components';
import type { Objective, ObjectiveSubject } from './definition';
import { cleanOf, fitted, fittedBaselines, itemSize } from './support';

function asksForFactors({ document, roles }: ObjectiveSubject): boolean {
  const node = roles.code && document.nodes[roles.code.node];
  const definition = node && nodeOf(node.kind);
  return definition?.disentangles?.(readParams(definition.fields, node!.params)) ?? false;
}

export const disentanglement: Objective = {
  name: 'mutual information gap',
  sentence:
    'For each known factor, by how much the number of the code that tells most of it tells more than the second does, as a share of the factor’s entropy; the mean over the factors, from 0 to 1 (Chen et al. 2018). Beside it that of the same count of principal components.',
  unit: plain,
  better: 'higher',
  fits: (subject) => subject.roles.data !== null && asksForFactors(subject) && (subject.held.factors?.names.length ?? 0) > 0 && subject.held.count > 1,
  async measure(context) {
    const { model, roles, held } = context;
    const size = sizeOf(roles.code!.type.shape);
    const [codes] = await model.taps([roles.code!.tap], held, 'infer');
    const gap = (values: ArrayLike<number>, width: number, of: typeof held): number => mutualInformationGap(values, width, of.factors!.values, of.factors!.names.length);
    return {
      value: gap(codes!, size, held),
      baselines: await fittedBaselines(context, {
        [`PCA, ${size} numbers`]: (fold) => {
          const components = principalComponents(fitted(context, fold), itemSize(context), size);
          return gap(projections(components, cleanOf(context, fold.held)), components.directions.length, fold.held);
        },
      }),
    };
  },
};
