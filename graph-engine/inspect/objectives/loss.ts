/** Any document: what it is trained on. */
import { perItem } from '../../document/units';
import type { Objective } from './definition';

export const loss: Objective = {
  name: 'held-out loss',
  sentence: 'The weighted sum of the loss terms, mean per item. Beside it that of the model before its first step.',
  unit: perItem,
  better: 'lower',
  fits: () => true,
  async measure({ model, untrained }) {
    return { value: await model.loss(), baselines: { 'at the start': await untrained((start) => start.loss()) } };
  },
};
