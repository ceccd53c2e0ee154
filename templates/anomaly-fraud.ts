import { anomalyDocument } from './anomaly';
import type { TemplateDefinition } from './definition';
import { looking, retraining, training } from './lesson';

export const anomalyFraud: TemplateDefinition = {
  id: 'anomaly-fraud',
  title: 'Anomalies: fraud',
  paragraph:
    'Payments by card, three in a hundred of them frauds of four kinds. The autoencoder learns how a customer, an hour, a country and a shop go with an amount, from honest payments alone. A stolen card does not follow these habits.',
  lookFor: 'Precision says how many alarms are worth a call, recall how many frauds are caught: with few frauds among many payments a good area under the ROC curve can still mean many false alarms.',
  source: 'Dal Pozzolo, Caelen, Johnson & Bontempi, Calibrating Probability with Undersampling for Unbalanced Classification, 2015',
  tags: ['anomalies', 'tables'],
  lesson: [
    { task: 'Train on normal payments alone.', done: training(200) },
    { task: 'Open Anomalies.', look: 'How many of the alarms are worth a call?', done: looking('anomalies') },
    { task: 'Make the code smaller and train again.', look: 'A network that can copy everything finds nothing odd.', done: retraining('bottleneck', 'size') },
  ],
  target: { value: 0.93 },
  create: () => anomalyDocument({ name: 'Anomalies: fraud', source: 'transactions', normal: 'normal', code: 'vector', size: 8 }),
};
