import { sizeOf } from '../../document/shape';
import { moments } from '../moments';
import type { Preparation } from './definition';

export const standardised: Preparation = {
  title: 'Standardised',
  help: 'Mean 0 and variance 1 for each value of an item, over the training items.',
  range: 'standardised',
  elementwise: false,
  fits: (shape) => ({ mean: shape, deviation: shape }),
  fit(table, { training }) {
    const { mean, deviation } = moments(table, training);
    return { mean: { shape: table.shape, data: Float32Array.from(mean) }, deviation: { shape: table.shape, data: Float32Array.from(deviation) } };
  },
  apply({ mean, deviation }, values) {
    const size = sizeOf(mean!.shape);
    const [from, by] = [mean!.data, deviation!.data];
    for (let start = 0; start < values.length; start += size) {
      for (let i = 0; i < size; i++) values[start + i] = (values[start + i]! - from[i]!) / by[i]!;
    }
  },
  leaves: () => false,
  assumed: null,
};
