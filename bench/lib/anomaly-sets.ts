/** The sets on which templates that find the unusual are measured: published ones from `../shared/data` beside the project, and those that the studio makes. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadData, type DataOptions } from '@/cli/data';
import { fitToData } from '@/graph-engine/analysis/fit-to-data';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { dataNodes } from '@/graph-engine/training/feed';
import { templates } from '@/templates/registry';
import { facesAndOthers } from './faces-and-others';
import type { Prepared } from './quality-sets';

type TemplateId = keyof typeof templates;

export interface AnomalySet {
  readonly name: string;
  readonly template: TemplateId;
  /** What the mean area under the ROC curve must reach. */
  readonly target: number;
  /** The id of a baseline that its mean must outdo. */
  readonly above?: string;
  /** Seeds that it is measured with, where all would take too long. */
  readonly seeds?: number;
  /** Of training, where the document's own length would take minutes. */
  readonly steps?: number;
  /** Why it cannot be had, or null. */
  readonly missing: string | null;
  open(seed: number): Promise<Prepared>;
}

/** Half of the normal items are learned from; all others are judged. */
const SPLIT = 'shuffled,test=0.5,validation=0';
const shared = (path: string): string => fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
const missing = (path: string): string | null => (existsSync(shared(path)) ? null : `${path} is not beside the project (${shared(path)})`);
const documentOf = (template: TemplateId, seed: number): HourglassDocument => {
  const document = templates[template].create();
  return { ...document, training: { ...document.training, seed } };
};

const ofFile = (name: string, path: string, template: TemplateId, target: number, options: DataOptions, more: Partial<AnomalySet> = {}): AnomalySet => ({
  name, template, target, missing: missing(path), ...more,
  open: (seed) => loadData(documentOf(template, seed), { data: shared(path), split: SPLIT, ...options }),
});
const ofOwn = (template: TemplateId, target: number): AnomalySet => ({
  name: `own (${template.replace('anomaly-', '')})`, template, target, missing: null,
  open: (seed) => loadData(documentOf(template, seed), { split: SPLIT }),
});

const pictures = ['orl_faces/orl_grid_10cols_92x112.png', 'cifar10_sprites', 'kodak'];
const faces: AnomalySet = {
  name: 'ORL faces', template: 'anomaly-faces', target: 0.97,
  missing: pictures.map(missing).find((one) => one !== null) ?? null,
  async open(seed) {
    const table = await facesAndOthers(shared);
    const document = documentOf('anomaly-faces', seed);
    const [node] = dataNodes(document);
    const params = { ...node!.params, source: 'file', shape: table.shape, fileName: table.name, classes: 2, normal: 'face', split: 'shuffled', test: 0.5 };
    const set = { ...document, nodes: { ...document.nodes, [node!.id]: { ...node!, params } }, training: { ...document.training, validationSplit: 0 } };
    return { document: fitToData(set).document, data: { [node!.id]: table } };
  },
};

export const anomalySets: readonly AnomalySet[] = [
  ofFile('WDBC', 'wdbc/data.csv', 'anomaly-cells', 0.945, { normal: 'B' }),
  ofFile('cardio', 'odds/cardio.csv', 'anomaly-cells', 0.935, { label: 'label', normal: '0' }),
  ofFile('ionosphere', 'odds/ionosphere.csv', 'anomaly-cells', 0.955, { label: 'label', normal: '0' }),
  ofFile('credit card', 'creditcard/creditcard_sample.csv', 'anomaly-fraud', 0.95, { normal: '0' }),
  ofFile('NSL-KDD 20 %', 'nsl_kdd/KDDTrain+_20Percent.txt', 'anomaly-network', 0.985, { normal: 'normal' }, { above: 'isolationForest' }),
  ofFile('KDD Cup 99 10 %', 'kddcup99/kddcup.data_10_percent.gz', 'anomaly-network', 0.993, { normal: 'normal.' }, { seeds: 3, steps: 2000 }),
  faces,
  ofOwn('anomaly-cells', 0.89),
  ofOwn('anomaly-network', 0.98),
  ofOwn('anomaly-fraud', 0.93),
  ofOwn('anomaly-faces', 0.85),
];
