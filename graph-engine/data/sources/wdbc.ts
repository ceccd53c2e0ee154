/** Wisconsin Diagnostic Breast Cancer (Street, Wolberg & Mangasarian 1993), downloaded when asked for. */
import type { ColumnSettings } from '../columns/settings';
import type { DatasetDefinition } from './definition';

const features = ['radius', 'texture', 'perimeter', 'area', 'smoothness', 'compactness', 'concavity', 'concave points', 'symmetry', 'fractal_dimension'];
const measured = ['mean', 'se', 'worst'].flatMap((statistic) => features.map((feature): ColumnSettings => ({ name: `${feature}_${statistic}`, kind: 'number' })));

export const wdbc = {
  id: 'wdbc',
  title: 'Wisconsin breast cancer',
  help: '569 samples of breast tissue, each told in 30 measures of the nuclei seen under a microscope: mean, standard error and worst of ten features; 212 are malignant. Downloads 0.1 MB once; the browser keeps it.',
  origin: 'download',
  licence: 'CC BY 4.0 (William Wolberg, Olvi Mangasarian, Nick Street; UCI Machine Learning Repository)',
  shape: null,
  range: 'real',
  defaultCount: 569,
  classes: 2,
  labelNames: ['B', 'M'],
  columns: [{ name: 'id', kind: 'identifier' }, { name: 'diagnosis', kind: 'label', names: ['B', 'M'] }, ...measured],
  normal: ['B'],
  protocol: 'Models learn from half of the benign rows; the other half and all malignant ones are told apart by their scores (area under the ROC curve). On this set the plain distance from the mean is hard to beat.',
  download: {
    file: {
      url: 'https://raw.githubusercontent.com/Kapetis/ST2/6d94539ad0398088efa114c7749637d61a2b4f10/data/data.csv',
      bytes: 125_204,
      sha256: '1425d9affa78ba8e53afc81d0ef8a19069ee10c4b21fe89b3cf514071b12ee33',
    },
  },
  get: { page: 'https://archive.ics.uci.edu/dataset/17/breast+cancer+wisconsin+diagnostic', how: 'The file wdbc.data has the same columns and no header.' },
} as const satisfies DatasetDefinition;
