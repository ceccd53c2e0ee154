import { sizeOf } from '../../document/shape';
import { ready } from '../in-parts';
import type { Baseline } from './definition';

export const mean: Baseline = {
  id: 'mean',
  short: 'the mean item',
  help: 'Gives the mean of the items that were trained on, whatever it is asked for: a code of no numbers.',
  title: () => 'mean item, no code',
  fit(training, { roles }) {
    const size = sizeOf(roles.data!.type.shape);
    const sums = new Float64Array(size);
    training.forEach((value, at) => (sums[at % size]! += value));
    const item = Float32Array.from(sums, (sum) => (sum * size) / training.length);
    return ready(({ count }) => Float32Array.from({ length: count * size }, (_, at) => item[at % size]!));
  },
};
