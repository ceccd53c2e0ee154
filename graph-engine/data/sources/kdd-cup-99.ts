/** KDD Cup 99, the 10 % file (Stolfo, Fan, Lee, Prodromidis & Chan 2000, after the DARPA recordings of 1998), downloaded when asked for. */
import type { DatasetDefinition } from './definition';
import { kddColumns, kddLabels } from './kdd-columns';

/** Every label of these files ends in a point. */
const labels = kddLabels.map((name) => `${name}.`);

export const kddCup99 = {
  id: 'kdd-cup-99',
  title: 'KDD Cup 99, 10 %',
  help: '494,021 connections of a simulated network, each told in 41 columns, with 22 kinds of attacks. Most rows are copies of one another: NSL-KDD is the same without them. Downloads 2 MB once; the browser keeps it.',
  origin: 'download',
  licence: 'CC BY 4.0 (UCI Machine Learning Repository)',
  shape: null,
  range: 'real',
  defaultCount: 494_021,
  classes: labels.length,
  labelNames: labels,
  columns: [...kddColumns, { name: 'label', kind: 'label', names: labels }],
  normal: ['normal.'],
  protocol: 'Models learn from half of the normal rows; the other half and all attacks are told apart by their scores (area under the ROC curve).',
  download: {
    file: {
      url: 'https://raw.githubusercontent.com/Kapetis/ST2/6d94539ad0398088efa114c7749637d61a2b4f10/kddcup.data_10_percent.gz',
      bytes: 2_144_903,
      sha256: '8045aca0d84e70e622d1148d7df782496f6333bf6eb979a1b0837c42a9fd9561',
    },
  },
} as const satisfies DatasetDefinition;
