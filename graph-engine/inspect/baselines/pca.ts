import { sizeOf } from '../../document/shape';
import { counted } from '../../diagnostics/counted';
import { projections, rebuilt } from '../principal-components';
import { componentsOf } from './components';
import type { Baseline } from './definition';

export const pca: Baseline = {
  id: 'pca',
  short: 'PCA',
  help: 'The item projected onto the first principal components of the items that were trained on, as many as the code has numbers: the best that a linear autoencoder can do.',
  title({ roles: { code, data, indices } }) {
    if (!code || indices) return null;
    const count = sizeOf(code.type.shape);
    return count < sizeOf(data!.type.shape) ? `PCA, ${counted(count, 'number')}` : null;
  },
  *fit(training, { roles }) {
    const components = yield* componentsOf(training, sizeOf(roles.data!.type.shape), sizeOf(roles.code!.type.shape));
    return ({ given, count }) => rebuilt(components, projections(components, given), count);
  },
};
