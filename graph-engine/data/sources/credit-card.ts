/** Credit-card fraud (Dal Pozzolo, Caelen, Johnson & Bontempi 2015): a sample by download, the whole set from a file. */
import { numbers } from './column-lists';
import type { DatasetDefinition } from './definition';

const components = Array.from({ length: 28 }, (_, i) => `V${i + 1}`).join(' ');

export const creditCard = {
  id: 'credit-card',
  title: 'Credit-card fraud, sample',
  help: 'Payments by card in two days of 2013, as 28 principal components and the amount. The sample holds all 492 frauds and 1,230 other rows of 284,807; the whole file is read too. Downloads 1 MB once; the browser keeps it.',
  origin: 'download',
  licence: 'DbCL 1.0 (Machine Learning Group of the Université Libre de Bruxelles, and Worldline)',
  shape: null,
  range: 'real',
  defaultCount: 1722,
  classes: 2,
  labelNames: ['0', '1'],
  columns: [
    // Seconds since the first row: a number that only grows along the file says when a row was written, not what it is.
    { name: 'Time', kind: 'ignored' },
    ...numbers(components),
    ...numbers('Amount', 'log'),
    { name: 'Class', kind: 'label', names: ['0', '1'] },
  ],
  normal: ['0'],
  protocol: 'Models learn from half of the rows of class 0; the other half and all frauds are told apart by their scores (area under the ROC curve; in the whole file also average precision, since 1 row of 579 is a fraud).',
  download: {
    file: {
      url: 'https://raw.githubusercontent.com/jaehyeongAN/Credit-Card-Fraud-Detection/173b540b35933abfa2982b433d35370d8d62f6bc/data/creditcard_sample.csv',
      bytes: 944_181,
      sha256: '2942d1f71d326ef41f8092c4affdb9a8aee8982599d5345df3ecaea29c4ef377',
    },
  },
  get: { page: 'https://www.kaggle.com/datasets/mlg-ulb/creditcardfraud', how: 'The whole set is creditcard.csv; an account is needed to fetch it.' },
} as const satisfies DatasetDefinition;
