import { demandRows, type Baseline } from './definition';

export const none: Baseline = {
  id: 'none',
  title: 'No model',
  help: 'The squared length of the standardised row: how far it lies from the mean of the training rows, each column by itself.',
  fit(training) {
    demandRows(training);
    return {};
  },
  score(_, { count, width, values }) {
    const scores = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let j = i * width; j < (i + 1) * width; j++) sum += values[j]! * values[j]!;
      scores[i] = sum;
    }
    return scores;
  },
};
