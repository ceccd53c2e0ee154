import type { BackendDefinition, BackendOptions } from './definition';

/** Plain JavaScript: always there, slow. */
export const cpu = {
  name: 'cpu',
  title: 'CPU (JavaScript)',
  tfjs: true,
  lastResort: true,
  async setUp(options: BackendOptions = {}) {
    const [{ activate }] = await Promise.all([import('./activate'), import('@tensorflow/tfjs-backend-cpu')]);
    await activate('cpu', options);
  },
} satisfies BackendDefinition;
