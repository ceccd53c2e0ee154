/** What is a deep autoencoder worth that starts layer by layer, beside the same from two random starts? On real MNIST, judged by images that none of them saw. */
import { parseArgs } from 'node:util';
import { loadDataPath } from '@/cli/load-data';
import { leaveGpu } from '@/cli/gpu';
import { useBackend, type BackendOptions } from '@/cli/open-session';
import { sizeOf } from '@/graph-engine/document/shape';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { Random } from '@/graph-engine/random/random';
import { Session } from '@/graph-engine/training/session';
import { deepDocument } from '@/templates/deep-pretrained';
import { mnistPath, needMnist } from './lib/mnist';
import { onFiles, part } from './lib/mnist-parts';
import { report, save, savedRuns, type Limit, type Result, type Row } from './lib/report';
import { trainThrough } from './lib/train-through';

const { values: options } = parseArgs({
  options: {
    backend: { type: 'string', default: 'wasm' },
    data: { type: 'string', default: mnistPath },
    images: { type: 'string', default: '10000' },
    layers: { type: 'string', default: '8' },
    epochs: { type: 'string', default: '3' },
    seeds: { type: 'string', default: '1' },
    starts: { type: 'string', default: 'RBMs,normal,Glorot' },
    json: { type: 'boolean' },
    save: { type: 'boolean' },
    missing: { type: 'boolean' },
  },
});
if (options.data === mnistPath) needMnist(' --data PATH names another place.');
await useBackend(options.backend as BackendOptions['backend'], { note: console.error });

/** How the network begins: pre-trained by RBMs or by autoencoders of one layer, or at random, from N(0, 0.1) or as Glorot & Bengio have it. */
const starts = { RBMs: 'rbm', autoencoders: 'autoencoder', normal: 'nothing', Glorot: 'nothing' } as const;
type Start = keyof typeof starts;
const PRETRAINED: Start = 'RBMs';
const told = [0, 1, 3, 5, 10, 15, 30];
const [images, epochs, unseen] = [Number(options.images), Number(options.epochs), 5_000];
const all = await loadDataPath(options.data);
const size = sizeOf(all.shape);
const [seen, others] = [{ ...part(all, 0, images), labels: null }, { ...part(all, all.count - unseen, all.count), labels: null }];
if (images > all.count - unseen) throw new Error(`--images ${images}: expected at most ${all.count - unseen}, since ${unseen} stay unseen`);

function documentOf(start: Start, seed: number): HourglassDocument {
  const length = (count: number) => ({ epochs: count, steps: 0 });
  const document = deepDocument({ sizes: [1000, 500, 250], code: 30, by: starts[start], layer: length(Number(options.layers)), fineTuning: length(epochs) });
  const { training } = onFiles(document, { dataset: seen }, seed);
  return { ...onFiles(document, { dataset: seen }, seed), training: { ...training, validationSplit: 0, patience: 0 } };
}
/** Squared error per unseen image: the sum over its pixels. */
async function errorOf(session: Session): Promise<number> {
  const data = session.data.beside({ dataset: others });
  let sum = 0;
  for (let from = 0; from < unseen; from += 500) {
    const rows = Uint32Array.from({ length: 500 }, (_, i) => from + i);
    const [logits] = await session.valuesOf(['decoder.out'], new Map([['dataset', rows]]), 'infer', data);
    for (let i = 0; i < logits!.values.length; i++) sum += (1 / (1 + Math.exp(-logits!.values[i]!)) - others.values[from * size + i]! * others.scale) ** 2;
  }
  return sum / unseen;
}
/** All kernels from N(0, 0.1); the biases are 0 as they are. */
async function drawNormal(session: Session, seed: number): Promise<void> {
  const random = new Random(seed);
  const { parameters } = await session.snapshot();
  for (const [name, { data }] of parameters) {
    if (!name.endsWith('kernel')) continue;
    for (let i = 0; i < data.length; i++) data[i] = 0.1 * random.normal();
    // Beside an average lie the weights that are trained.
    parameters.get(`${name}:raw`)?.data.set(data);
  }
  session.restoreWeights(parameters);
}

const question = 'A 784-1000-500-250-30 autoencoder on images of MNIST, fine-tuned from layers that were pre-trained by RBMs or by autoencoders of one layer, and from two random starts: squared error per unseen image after epochs of fine-tuning.';
function limitsOf(rows: readonly Row[]): Limit[] {
  const errors = (start: string, count: number, epoch: number): number[] =>
    rows.filter((row) => row['start'] === start && row['images'] === count && row['epoch'] === epoch).map((row) => Number(row['squared error per unseen image']));
  const found: Limit[] = [];
  // Of fewer images nothing is promised: 8 epochs of 10 batches teach a machine next to nothing.
  for (const count of [...new Set(rows.map((row) => Number(row['images'])))].filter((one) => one >= 10_000)) {
    for (const epoch of told.slice(1)) {
      const trained = Math.max(...errors(PRETRAINED, count, epoch));
      const random = Math.min(...errors('normal', count, epoch), ...errors('Glorot', count, epoch));
      if (!Number.isFinite(trained) || !Number.isFinite(random) || epoch > 15) continue;
      found.push({ limit: `${count.toLocaleString('en')} images, epoch ${epoch}: pre-training is ahead of both random starts by 2 times with every seed`, found: `${trained.toFixed(2)} against ${random.toFixed(2)}`, holds: trained * 2 <= random });
    }
  }
  for (const [epoch, most] of [[3, 5.2], [15, 3.6]] as const) {
    const trained = Math.max(...errors(PRETRAINED, all.count - unseen, epoch));
    if (Number.isFinite(trained)) found.push({ limit: `${(all.count - unseen).toLocaleString('en')} images, epoch ${epoch}: the error is at most ${most} with every seed`, found: trained.toFixed(2), holds: trained <= most });
  }
  return found;
}
const result = (rows: readonly Row[]): Result => ({ name: 'pretraining', key: 'run', question, rows, limits: limitsOf });
const done = savedRuns('pretraining', options.missing);

async function run(start: Start, seed: number): Promise<Row[]> {
  const nameAt = (epoch: number): string => `${start}, ${images} images, ${options.layers} epochs a layer, seed ${seed}, epoch ${epoch}`;
  if (told.every((epoch) => epoch > epochs || done.has(nameAt(epoch)))) return [];
  const session = await Session.open({ document: documentOf(start, seed), data: { dataset: seen } });
  const pretraining = starts[start] === 'nothing' ? 0 : await trainThrough(session, session.totalSteps - epochs * session.stepsPerEpoch);
  if (pretraining > 0) await session.nextStage();
  if (start === 'normal') await drawNormal(session, seed);
  const rows: Row[] = [];
  let seconds = 0;
  for (const epoch of told.filter((one) => one <= epochs)) {
    const from = session.totalSteps - epochs * session.stepsPerEpoch;
    if (epoch > 0) seconds += await trainThrough(session, from + epoch * session.stepsPerEpoch);
    const error = await errorOf(session);
    console.error(`${nameAt(epoch)}: ${error.toFixed(2)} after ${pretraining.toFixed(0)} s of pre-training and ${seconds.toFixed(0)} s of fine-tuning`);
    rows.push({ run: nameAt(epoch), start, seed, images, 'epochs a layer': starts[start] === 'nothing' ? 0 : Number(options.layers), epoch, 'squared error per unseen image': error, 'seconds of pre-training': pretraining, 'seconds of fine-tuning': seconds, backend: options.backend });
  }
  session.dispose();
  return rows;
}
const rows: Row[] = [];
for (let seed = 1; seed <= Number(options.seeds); seed++) {
  for (const start of options.starts.split(',') as Start[]) {
    if (!(start in starts)) throw new Error(`--starts ${start}: expected ${Object.keys(starts).join(', ')}`);
    const found = await run(start, seed);
    rows.push(...found);
    // Kept at once, so that a run that is cut off can go on with --missing.
    if (options.save && found.length > 0) save(result(found));
  }
}
report(result(rows));
await leaveGpu();
