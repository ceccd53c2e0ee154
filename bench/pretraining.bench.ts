/** What is a deep autoencoder worth that starts from restricted Boltzmann machines, beside one that starts at random? On real MNIST, judged by images that neither saw. */
import { parseArgs } from 'node:util';
import { loadDataPath } from '@/cli/load-data';
import { sizeOf } from '@/graph-engine/document/shape';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { Session } from '@/graph-engine/training/session';
import { deepNetwork } from './lib/deep-pretrained';
import { hasMnist, mnistPath } from './lib/mnist';
import { report, type Row } from './lib/report';
import { trainThrough } from './lib/train-through';

const { values: options } = parseArgs({
  options: { items: { type: 'string', default: '10000' }, layers: { type: 'string', default: '8' }, epochs: { type: 'string', default: '3' }, seeds: { type: 'string', default: '1' }, json: { type: 'boolean' }, save: { type: 'boolean' } },
});
if (!hasMnist) {
  console.error('Real MNIST is not beside the project (../shared/data/mnist): nothing to measure.');
  process.exit(1);
}
await chooseBackend('wasm');
const [items, unseen] = [Number(options.items), 5_000];
const all = await loadDataPath(mnistPath);
const size = sizeOf(all.shape);
const part = (from: number, count: number) => ({ ...all, count, values: all.values.slice(from * size, (from + count) * size), labels: null });
const [seen, others] = [part(0, items), part(60_000 - unseen, unseen)];

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
async function run(start: string, layers: number, seed: number): Promise<Row> {
  const session = await Session.open({ document: deepNetwork(layers, Number(options.epochs), seed), data: { dataset: seen } });
  const seconds = await trainThrough(session, session.totalSteps);
  const error = await errorOf(session);
  session.dispose();
  console.error(`${start}, seed ${seed}: ${error.toFixed(2)} after ${seconds.toFixed(0)} s`);
  return { run: `${start} ${seed}`, start, seed, images: items, 'epochs of each RBM': layers, 'epochs of fine-tuning': Number(options.epochs), 'squared error per unseen image': error, seconds };
}
const rows: Row[] = [];
for (let seed = 1; seed <= Number(options.seeds); seed++) rows.push(await run('pre-trained', Number(options.layers), seed), await run('at random', 0, seed));
report({
  name: 'pretraining',
  key: 'run',
  question: `A 784-1000-500-250-30 autoencoder on ${items.toLocaleString('en')} images of MNIST: layer by layer from RBMs, then fine-tuned, beside the same from a random start (Glorot).`,
  rows,
  limits: (kept) => {
    const errors = (start: string): number[] => kept.filter((row) => row['start'] === start).map((row) => Number(row['squared error per unseen image']));
    const [trained, random] = [Math.max(...errors('pre-trained')), Math.min(...errors('at random'))];
    return [{ limit: 'pre-training is ahead of a random start by 2 times with every seed', found: `${trained.toFixed(2)} against ${random.toFixed(2)}`, holds: trained * 2 <= random }];
  },
});
