/** What does noise teach an Encoder about what it was never told? Logistic regression on the features of one sigmoid layer, trained with masking noise and without, on real MNIST. */
import { parseArgs } from 'node:util';
import { leaveGpu } from '@/cli/gpu';
import { loadDataPath } from '@/cli/load-data';
import { useBackend, type BackendOptions } from '@/cli/open-session';
import { mustBeInMemory } from '@/graph-engine/data/rows/in-memory';
import type { MemoryTable } from '@/graph-engine/data/table';
import { fitLinearProbe } from '@/graph-engine/inspect/linear-probe';
import { graph } from '@/graph-engine/testing/build-document';
import { Session } from '@/graph-engine/training/session';
import { mnistPath, needMnist } from './lib/mnist';
import { part, scaled } from './lib/mnist-parts';
import { report, save, savedRuns, type Limit, type Result, type Row } from './lib/report';
import { trainThrough } from './lib/train-through';

const { values: options } = parseArgs({
  options: { backend: { type: 'string', default: 'wasm' }, seeds: { type: 'string', default: '3' }, epochs: { type: 'string', default: '30' }, json: { type: 'boolean' }, save: { type: 'boolean' }, missing: { type: 'boolean' } },
});
needMnist();
await useBackend(options.backend as BackendOptions['backend'], { note: console.error });
const [learnt, labels, unseenCount] = [10_000, 1_000, 5_000];
const all = mustBeInMemory(await loadDataPath(mnistPath));
const items = part(all, 0, learnt);
const unseen = part(all, learnt, learnt + unseenCount);

async function featuresOf(session: Session, table: MemoryTable): Promise<Float32Array> {
  const [given] = await session.values(['encoder.out'], { dataset: scaled(table) }, table.count);
  return Float32Array.from(given!.values);
}
async function accuracyOf(masking: number, seed: number): Promise<number> {
  const document = graph()
    .node('dataset', { source: 'file', fileName: items.name, shape: items.shape, classes: 10 })
    .node('noise', { kind: 'masking', share: masking })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 500, activation: 'sigmoid' }]] })
    .node('bottleneck', { kind: 'vector', size: 500, projection: false })
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' })
    .wire('dataset.data', 'noise.in')
    .wire('noise.out', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .training({ epochs: Number(options.epochs), batchSize: 128, validationSplit: 0, seed })
    .done();
  const session = await Session.open({ document, data: { dataset: items } });
  await trainThrough(session, session.totalSteps);
  const told = part(items, 0, labels);
  const [codes, others] = [await featuresOf(session, told), await featuresOf(session, unseen)];
  session.dispose();
  const found = fitLinearProbe({ count: labels, width: 500, values: codes, labels: told.labels! }, 10).classify(others);
  return found.filter((label, at) => label === unseen.labels![at]).length / unseen.count;
}

const [WITH, WITHOUT] = [0.25, 0] as const;
function limitsOf(rows: readonly Row[]): Limit[] {
  const of = (masking: number): readonly Row[] => rows.filter((row) => row['masking'] === masking);
  const leads = of(WITH).flatMap((row) => of(WITHOUT).filter(({ seed }) => seed === row['seed']).map((other) => Number(row['accuracy']) - Number(other['accuracy'])));
  if (leads.length === 0) return [];
  const least = Math.min(...leads);
  return [{ limit: 'a quarter of the pixels masked is worth .010 with every seed', found: least.toFixed(4), holds: least >= 0.01 }];
}
const result = (rows: readonly Row[]): Result => ({
  name: 'denoising',
  key: 'run',
  question: `500 sigmoid units that learned from ${learnt.toLocaleString('en')} images of MNIST for ${options.epochs} epochs, with a quarter of the pixels masked and with none: what logistic regression with ${labels.toLocaleString('en')} labels tells of ${unseenCount.toLocaleString('en')} unseen images.`,
  rows,
  limits: limitsOf,
});
const done = savedRuns('denoising', options.missing);
const rows: Row[] = [];
for (let seed = 1; seed <= Number(options.seeds); seed++) {
  for (const masking of [WITH, WITHOUT]) {
    const run = `${masking * 100} % masked, seed ${seed}`;
    if (done.has(run)) continue;
    const row = { run, masking, seed, accuracy: await accuracyOf(masking, seed) };
    rows.push(row);
    console.error(`${run}: ${row.accuracy.toFixed(4)}`);
    if (options.save) save(result([row]));
  }
}
report(result(rows));
await leaveGpu();
