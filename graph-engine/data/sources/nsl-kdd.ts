/** NSL-KDD, the 20 % training file (Tavallaee, Bagheri, Lu & Ghorbani 2009): KDD Cup 99 without its copies, downloaded when asked for. */
import type { DatasetDefinition } from './definition';
import { kddColumns, kddLabels } from './kdd-columns';

export const nslKdd = {
  id: 'nsl-kdd',
  title: 'NSL-KDD, 20 %',
  help: '25,192 connections of a simulated network, each told in 41 columns, nearly half of them attacks of 21 kinds: KDD Cup 99 without the copies. Downloads 4 MB once; the browser keeps it.',
  origin: 'download',
  licence: 'free for research with citation (Canadian Institute for Cybersecurity, University of New Brunswick)',
  shape: null,
  range: 'real',
  defaultCount: 25_192,
  classes: kddLabels.length,
  labelNames: kddLabels,
  columns: [
    ...kddColumns,
    { name: 'label', kind: 'label', names: kddLabels },
    // By how many of 21 classifiers a row was told rightly: known only to who knows the label.
    { name: 'difficulty', kind: 'ignored' },
  ],
  normal: ['normal'],
  protocol: 'Models learn from half of the normal rows; the other half and all attacks are told apart by their scores (area under the ROC curve). The official test file holds attacks of kinds that no training file has.',
  download: {
    file: {
      url: 'https://raw.githubusercontent.com/LiuYangSO/Genetic-Algorithm-based-Adversarial-Examples-Generation-against-Machine-Learning-based-IDS/0c6a551be6abec45615b4e86ca8a99190c6533c1/KDDTrain%2B_20Percent.txt',
      bytes: 3_822_033,
      sha256: '1a1559ff163a1dfa7ad1fba6b00ac6a408cc16741588831b66f043b918881e53',
    },
  },
  get: { page: 'https://www.unb.ca/cic/datasets/nsl.html', how: 'The full training file KDDTrain+.txt and the test file KDDTest+.txt have the same columns.' },
} as const satisfies DatasetDefinition;
