import { componentsByCovariance } from '../../covariance-components';
import { principalComponents, type Components } from '../../principal-components';
import { demandRows, demandWidth, tensorOf, type Baseline, type Rows } from './definition';
import { drawRows } from './draw-rows';

/** Up to so many columns all eigenvectors are found in a second or two; of wider rows the first few are iterated for, on so many numbers at most. */
const EXACT_WIDTH = 256;
const MOST_NUMBERS = 2e7;
/** Of the squared length: less is what rounding leaves of a row that lies among the components. Left as it is, rows would be ranked by it. */
const ROUNDING = 1e-11;

export const pca: Baseline = {
  id: 'pca',
  title: 'Principal components',
  help: `The squared error after the row is projected onto the first principal components of the training rows, as many as the model’s code has numbers: the best that a linear autoencoder can do. Of wide rows (more than ${EXACT_WIDTH} numbers) at most ${MOST_NUMBERS / 1e6} million numbers are looked at.`,
  fit(training, { seed, components }) {
    demandRows(training);
    const { width } = training;
    const { mean, directions } = componentsOf(training, Math.min(components, width), seed);
    const data = new Float32Array(directions.length * width);
    directions.forEach((direction, c) => data.set(direction, c * width));
    return { mean: { shape: [width], data: Float32Array.from(mean) }, directions: { shape: [directions.length, width], data } };
  },
  score(fitted, rows) {
    const mean = tensorOf(fitted, 'mean').data;
    const directions = tensorOf(fitted, 'directions').data;
    const { count, width, values } = rows;
    demandWidth(mean.length, rows);
    const scores = new Float64Array(count);
    const rest = new Float64Array(width);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < width; j++) rest[j] = values[i * width + j]! - mean[j]!;
      const whole = squared(rest);
      // One direction after the other is taken off: a difference of two large squares would be inexact.
      for (let from = 0; from < directions.length; from += width) {
        let along = 0;
        for (let j = 0; j < width; j++) along += rest[j]! * directions[from + j]!;
        for (let j = 0; j < width; j++) rest[j]! -= along * directions[from + j]!;
      }
      const lost = squared(rest);
      scores[i] = lost > ROUNDING * whole ? lost : 0;
    }
    return scores;
  },
};

function componentsOf(training: Rows, wanted: number, seed: number): Pick<Components, 'mean' | 'directions'> {
  const { width, values } = training;
  if (width <= EXACT_WIDTH) return componentsByCovariance(values, width, wanted);
  return principalComponents(drawRows(training, Math.ceil(MOST_NUMBERS / width), seed).values, width, wanted);
}

function squared(row: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j]! * row[j]!;
  return sum;
}
