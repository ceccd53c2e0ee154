import type { Preparation } from './definition';
import { shiftAndScale, shiftAndScaleTypescript } from './shift-and-scale';

export const minMax: Preparation = {
  title: 'Each from 0 to 1',
  help: 'The least value of each place of an item becomes 0, the greatest 1, over the training items; others may lie beyond.',
  range: 'real',
  ...shiftAndScale('low', 'span', (values) => {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return [low, high > low ? high - low : 1];
  }),
  typescript: shiftAndScaleTypescript('minMax', 'The least value of each place becomes 0, the greatest 1.', 'low', 'span', `    const [low, high] = [values[0]!, values.at(-1)!];
    return [low, high > low ? high - low : 1];`),
};
