import { summed, vector, type Score } from './definition';

/** Of the mean over all columns: a column that training never misses must not outweigh all others. */
const LEAST = 0.01;

export const weightedError: Score = {
  id: 'weighted-error',
  title: 'Weighted error',
  help: 'The same with each column’s error divided by what it usually is on training rows: columns that the model rebuilds well count more.',
  fits: ({ columns }) => columns.length > 1,
  refer({ count, errors, columns }) {
    const width = columns.length;
    const means = new Float32Array(width);
    for (let i = 0; i < errors.length; i++) means[i % width]! += errors[i]! / Math.max(1, count);
    return { means: vector(means) };
  },
  score({ count, errors, columns }, { means }) {
    const width = columns.length;
    const usual = means!.data;
    const least = (LEAST * usual.reduce((sum, mean) => sum + mean, 0)) / width || 1;
    return summed(count, errors.map((value, i) => value / Math.max(usual[i % width]!, least)), columns);
  },
};
