/** PaySim, simulated payments by mobile telephone (Lopez-Rojas, Elmir & Axelsson 2016), from a file of the user. */
import { category, numbers } from './column-lists';
import type { DatasetDefinition } from './definition';

export const paysim = {
  id: 'paysim',
  title: 'PaySim',
  help: '6.4 million simulated payments by mobile telephone in 30 days, 8,213 of them frauds, with the balances of both sides before and after. It lies on Kaggle, which gives it to people with an account: fetch it there, and drop it here.',
  origin: 'download',
  licence: 'CC BY-SA 4.0 (Edgar Lopez-Rojas)',
  shape: null,
  range: 'real',
  defaultCount: 6_362_620,
  classes: 2,
  labelNames: ['0', '1'],
  columns: [
    ...numbers('step'),
    category('type', 'CASH_IN CASH_OUT DEBIT PAYMENT TRANSFER'),
    ...numbers('amount', 'log'),
    { name: 'nameOrig', kind: 'identifier' },
    ...numbers('oldbalanceOrg newbalanceOrig', 'log'),
    { name: 'nameDest', kind: 'identifier' },
    ...numbers('oldbalanceDest newbalanceDest', 'log'),
    { name: 'isFraud', kind: 'label', names: ['0', '1'] },
    // What a rule of the simulated bank made of the row: it speaks of the label.
    { name: 'isFlaggedFraud', kind: 'ignored' },
  ],
  normal: ['0'],
  protocol: 'Models learn from rows without fraud of the first steps; later rows are told apart by their scores (average precision, since 1 row of 775 is a fraud).',
  get: { page: 'https://www.kaggle.com/datasets/ealaxi/paysim1', how: 'It is one CSV file; an account is needed to fetch it.' },
} as const satisfies DatasetDefinition;
