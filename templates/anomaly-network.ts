import { anomalyDocument } from './anomaly';
import type { TemplateDefinition } from './definition';
import { looking, training } from './lesson';

export const anomalyNetwork: TemplateDefinition = {
  id: 'anomaly-network',
  title: 'Anomalies: network',
  paragraph:
    'Connections of a network, of which only the normal ones are learned. Services, flags and counts depend on one another in bends, and an attack fits none of them: the autoencoder cannot rebuild it from a code of eight numbers.',
  lookFor: 'Move the threshold: every false alarm is somebody’s work. The columns that make the error of a row say what is odd about it.',
  source: 'Tavallaee, Bagheri, Lu & Ghorbani, A Detailed Analysis of the KDD CUP 99 Data Set, 2009',
  tags: ['anomalies', 'tables'],
  lesson: [
    { task: 'Train on normal connections alone.', done: training(200) },
    { task: 'Open Anomalies and move the threshold.', look: 'Every false alarm is somebody’s work.', done: looking('anomalies') },
    { task: 'Open Columns.', look: 'Which columns make the error of a row?', done: looking('columns') },
  ],
  target: { value: 0.98 },
  create: () => anomalyDocument({ name: 'Anomalies: network', source: 'connections', normal: 'normal', code: 'vector', size: 8, loss: 'mixed' }),
};
