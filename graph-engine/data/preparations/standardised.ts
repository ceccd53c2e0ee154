import { sizeOf } from '../../document/shape';
import { moments } from '../moments';
import { shiftedCode, type Preparation } from './definition';

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
  undo({ mean, deviation }, values) {
    const size = sizeOf(mean!.shape);
    for (let i = 0; i < values.length; i++) values[i] = values[i]! * deviation!.data[i % size]! + mean!.data[i % size]!;
  },
  write: (b, x, { mean, deviation }) => b.div(b.sub(x, mean!), deviation!),
  restore: (b, y, { mean, deviation }) => b.add(b.mul(y, deviation!), mean!),
  leaves: () => false,
  assumed: null,
  typescript: {
    functions: () => [
      `/** Mean and standard deviation of each value of an item. */
type Moments = Record<'mean' | 'deviation', Numbers>;

/**
 * Over the items that are trained on, in two passes in double precision. The deviation of a value
 * that is constant, up to rounding, counts as 1.
 */
function fitMoments(items: Items, training: number[]): Moments {
  const size = sizeOf(items);
  const numbers = (of: (place: number) => number): Float64Array =>
    Float64Array.from({ length: size }, (_, place) => of(place));
  const at = (item: number, place: number): number => items.values[item * size + place]!;
  const sum = (of: (item: number) => number): number =>
    training.reduce((total, item) => total + of(item), 0);
  const mean = numbers((place) => sum((item) => at(item, place)) / training.length);
  const deviation = numbers((place) => {
    const found = Math.sqrt(sum((item) => (at(item, place) - mean[place]!) ** 2) / training.length);
    const largest = training.reduce((most, item) => Math.max(most, Math.abs(at(item, place))), 0);
    return found > largest * 2 ** -22 ? found : 1;
  });
  return {
    mean: { shape: items.shape, values: Float32Array.from(mean) },
    deviation: { shape: items.shape, values: Float32Array.from(deviation) },
  };
}`,
      `/** Brings each value of an item to mean 0 and variance 1. */
function standardise(items: Items, { mean, deviation }: Moments): Items {
  const size = sizeOf(items);
  const values = items.values.map(
    (value, i) => (value - mean.values[i % size]!) / deviation.values[i % size]!,
  );
  return { ...items, values };
}`,
    ],
    fit: (items, training) => `fitMoments(${items}, ${training})`,
    apply: (items, fitted) => `standardise(${items}, ${fitted})`,
    column: {
      functions: [
        ...shiftedCode,
        `/** Mean and standard deviation; the deviation of what is constant, up to rounding, counts as 1. */
function moments(values: Float64Array): number[] {
  const mean = meanOf(values);
  const found = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return [mean, found > largest * 2 ** -22 ? found : 1];
}`,
      ],
      text: "{ names: ['mean', 'deviation'], fit: moments, apply: shifted, undo: unshifted }",
    },
  },
};
