/** What is pre-training without labels worth to a Classifier that is told 100 of them? On real MNIST, for three draws of labels, judged by images that nobody learned from. */
import { parseArgs } from 'node:util';
import { loadDataPath } from '@/cli/load-data';
import { leaveGpu } from '@/cli/gpu';
import { useBackend, type BackendOptions } from '@/cli/open-session';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { judge } from '@/graph-engine/training/objective';
import { plainWeights, type PlainWeights } from '@/graph-engine/training/plain-weights';
import { Session } from '@/graph-engine/training/session';
import { fewLabelsDocument, pretrainingNoise, type FewLabelsOptions, type PretrainingNoise } from '@/templates/pretrain-finetune';
import { mnistPath, needMnist } from './lib/mnist';
import { report, save, savedRuns, type Limit, type Result, type Row } from './lib/report';
import { trainThrough } from './lib/train-through';

const { values: options } = parseArgs({
  options: { backend: { type: 'string', default: 'wasm' }, seeds: { type: 'string', default: '3' }, steps: { type: 'string', default: '5000' }, json: { type: 'boolean' }, save: { type: 'boolean' }, missing: { type: 'boolean' } },
});
needMnist();
await useBackend(options.backend as BackendOptions['backend'], { note: console.error });
const table = await loadDataPath(mnistPath);
const NONE: PretrainingNoise = { shift: 0, distortion: 0, masking: 0 };
const unseen = 5_000;

/** The seed draws the split, the labels that are told and the start. */
function onMnist(given: FewLabelsOptions, seed: number): HourglassDocument {
  const document = fewLabelsDocument(given);
  const dataset = { ...document.nodes['dataset']!, params: { source: 'file', fileName: table.name, shape: table.shape, classes: 10, labelled: 100 } };
  return { ...document, nodes: { ...document.nodes, dataset }, training: { ...document.training, seed, validationSplit: unseen / table.count, patience: 0 } };
}
async function pretrained(noise: PretrainingNoise, seed: number): Promise<PlainWeights> {
  const session = await Session.open({ document: onMnist({ noise, pretraining: Number(options.steps), labelling: 0, frozen: true }, seed), data: { dataset: table } });
  await trainThrough(session, session.totalSteps);
  const { parameters } = await session.snapshot();
  session.dispose();
  return plainWeights(parameters);
}
async function rowOf(run: string, how: Pick<FewLabelsOptions, 'frozen' | 'noisyLabels'>, seed: number, weights: PlainWeights | null): Promise<Row> {
  const session = await Session.open({ document: onMnist({ noise: pretrainingNoise, pretraining: 0, labelling: 500, ...how }, seed), data: { dataset: table } });
  if (weights) session.restoreWeights(weights);
  await trainThrough(session, session.totalSteps);
  const { value, baselines } = await judge(session, { other: false, trained: null });
  session.dispose();
  const [pixels, code] = Object.values(baselines);
  console.error(`${run}, seed ${seed}: ${value.toFixed(3)}; logistic regression on pixels ${pixels!.toFixed(3)}, on the code ${code!.toFixed(3)}`);
  return { run: `${run} ${seed}`, encoder: run, seed, 'pre-training steps': weights ? Number(options.steps) : 0, accuracy: value, 'logistic regression on pixels': pixels!, 'logistic regression on the code': code! };
}

const least = (values: readonly number[]): number => Math.min(...values);
function limitsOf(rows: readonly Row[]): Limit[] {
  const of = (encoder: string): readonly Row[] => rows.filter((row) => row['encoder'] === encoder);
  const frozen = of('frozen');
  if (frozen.length === 0) return [];
  const code = (row: Row): number => Number(row['logistic regression on the code']);
  const other = (encoder: string, row: Row): number => Number(of(encoder).find(({ seed }) => seed === row['seed'])?.['accuracy'] ?? Number.NaN);
  const lead = least(frozen.map((row) => code(row) - other('from scratch', row)));
  const above = least(frozen.map((row) => code(row) - Number(row['logistic regression on pixels'])));
  return [
    { limit: 'logistic regression on what the frozen Encoder gives tells .81 of the images with every draw of labels', found: least(frozen.map(code)).toFixed(3), holds: least(frozen.map(code)) >= 0.81 },
    { limit: 'it is .05 ahead of the same net from scratch', found: lead.toFixed(3), holds: lead >= 0.05 },
    { limit: 'and ahead of the pixels', found: above.toFixed(3), holds: above > 0 },
  ];
}
const result = (rows: readonly Row[]): Result => ({
  name: 'few-labels',
  key: 'run',
  question: `100 labels, and ${(table.count - unseen).toLocaleString('en')} images of MNIST without: an Encoder from a denoising autoencoder (784-500-250-64, moved, slanted and half masked), whose 250 numbers a Classifier gets, frozen or fine-tuned, beside the same net from scratch; accuracy on ${unseen.toLocaleString('en')} unseen images.`,
  rows,
  limits: limitsOf,
});
interface Run {
  readonly run: string;
  readonly how: Pick<FewLabelsOptions, 'frozen' | 'noisyLabels'>;
  /** Of pre-training; null starts from scratch. */
  readonly noise: PretrainingNoise | null;
}
const runs: readonly Run[] = [
  { run: 'from scratch', how: { frozen: false }, noise: null },
  { run: 'from scratch, on noisy digits', how: { frozen: false, noisyLabels: true }, noise: null },
  { run: 'frozen', how: { frozen: true }, noise: pretrainingNoise },
  { run: 'fine-tuned', how: { frozen: false }, noise: pretrainingNoise },
  { run: 'fine-tuned, on noisy digits', how: { frozen: false, noisyLabels: true }, noise: pretrainingNoise },
  { run: 'frozen, pre-trained with masking alone', how: { frozen: true }, noise: { ...NONE, masking: pretrainingNoise.masking } },
  { run: 'frozen, pre-trained without noise', how: { frozen: true }, noise: NONE },
];
const done = savedRuns('few-labels', options.missing);
const rows: Row[] = [];
const add = (row: Row): void => {
  rows.push(row);
  if (options.save) save(result([row]));
};
for (let seed = 1; seed <= Number(options.seeds); seed++) {
  const kept = new Map<PretrainingNoise, PlainWeights>();
  for (const { run, how, noise } of runs) {
    if (done.has(`${run} ${seed}`)) continue;
    if (noise && !kept.has(noise)) kept.set(noise, await pretrained(noise, seed));
    add(await rowOf(run, how, seed, noise && kept.get(noise)!));
  }
}
report(result(rows));
await leaveGpu();
