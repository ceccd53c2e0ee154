import { sizeOf } from '../../document/shape';
import { counted } from '../../diagnostics/counted';
import { projections, rebuilt } from '../principal-components';
import { componentsOf } from './components';
import type { Baseline } from './definition';

export const pcaSigns: Baseline = {
  id: 'pca-signs',
  short: 'signs of PCA',
  help: 'The signs of the first principal components, as many as the code has bits; each stands for the mean distance on its side.',
  title({ roles: { code, data, indices }, sampling }) {
    if (!code || indices || sampling !== 'bernoulli') return null;
    const count = sizeOf(code.type.shape);
    return count < sizeOf(data!.type.shape) ? `signs of PCA, ${counted(count, 'bit')}` : null;
  },
  *fit(training, { roles }) {
    const components = yield* componentsOf(training, sizeOf(roles.data!.type.shape), sizeOf(roles.code!.type.shape));
    const { spread } = components;
    return ({ given, count }) => rebuilt(components, projections(components, given).map((along, i) => Math.sign(along) * spread[i % spread.length]!), count);
  },
};
