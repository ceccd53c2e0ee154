import type { Preparation } from './definition';
import { shiftAndScale, shiftAndScaleTypescript } from './shift-and-scale';

/** Between two values in order the quantile lies on the line that joins them (Hyndman & Fan 1996, definition 7). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = (sorted.length - 1) * share;
  const [low, part] = [Math.floor(at), at % 1];
  return part === 0 ? sorted[low]! : sorted[low]! + part * (sorted[low + 1]! - sorted[low]!);
}

export const robust: Preparation = {
  title: 'Robust',
  help: 'The median of each place becomes 0, and half of the values lie within 1 of each other: outliers move neither.',
  range: 'standardised',
  ...shiftAndScale('median', 'spread', (values) => {
    const sorted = values.toSorted();
    const spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    // Of a column that is nearly always one number, the quartiles are that number.
    const wide = spread > 0 ? spread : quantile(sorted, 0.99) - quantile(sorted, 0.01);
    return [quantile(sorted, 0.5), wide > 0 ? wide : 1];
  }),
  typescript: shiftAndScaleTypescript('robust', 'The median of each place becomes 0, and the quartiles lie 1 apart.', 'median', 'spread', `    const quantile = (share: number): number => {
      const at = (values.length - 1) * share;
      const [low, part] = [Math.floor(at), at % 1];
      return part === 0 ? values[low]! : values[low]! + part * (values[low + 1]! - values[low]!);
    };
    const spread = quantile(0.75) - quantile(0.25);
    const wide = spread > 0 ? spread : quantile(0.99) - quantile(0.01);
    return [quantile(0.5), wide > 0 ? wide : 1];`),
};
