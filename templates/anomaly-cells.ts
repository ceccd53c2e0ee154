import { anomalyDocument } from './anomaly';
import type { TemplateDefinition } from './definition';
import { looking, retraining, training } from './lesson';

/** A variational autoencoder. With few rows a heavy weight of the divergence keeps the code from learning each by heart: at 2 the bound ranks a hundredth worse, at 10 nothing is left of what columns have to do with one another. */
export const anomalyCells: TemplateDefinition = {
  id: 'anomaly-cells',
  title: 'Anomalies: cells',
  paragraph:
    'The network sees benign cells alone and learns how the thirty measures of their nuclei go together. A malignant cell breaks those rules, so that it is rebuilt badly: how badly is its score. Nobody showed the network a single malignant cell.',
  lookFor: 'Open Anomalies: the two classes part in the histogram, and the table beside it tells whether simpler means part them better. Often the plain distance from the mean does, and the sentence says so.',
  source: 'Street, Wolberg & Mangasarian, Nuclear feature extraction for breast tumor diagnosis, 1993',
  tags: ['anomalies', 'tables'],
  lesson: [
    { task: 'Train on benign cells alone.', done: training(100) },
    { task: 'Open Anomalies.', look: 'Does the plain distance from the mean do as well? The sentence says so where it does.', done: looking('anomalies') },
    { task: 'Change β and train again.', look: 'Which part of the score tells the classes apart?', done: retraining('bottleneck', 'beta') },
  ],
  target: { value: 0.89 },
  create: () => anomalyDocument({ name: 'Anomalies: cells', source: 'cells', normal: 'benign', code: 'gaussian', size: 8, beta: 6 }),
};
