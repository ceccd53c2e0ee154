/**
 * What do the templates reach on real MNIST, by the command line on wasm, from its first 10,000 images, on the 50,000 that they never saw? And the same models in
 * PyTorch, with the same batches, epochs, optimiser and start? Each is trained with several seeds, of which means are told.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadDataPath } from '@/cli/load-data';
import { hourglassJson } from '@/cli/testing/run-hourglass';
import { lostBy, principalComponents } from '@/graph-engine/inspect/principal-components';
import type { Evaluation } from '@/graph-engine/training/evaluate';
import type { Metrics } from '@/graph-engine/training/protocol';
import type { TemplateId } from '@/templates/registry';
import { findTorch, trainTorch } from './lib/mnist-torch';
import { itemsOf, mnistPath, needMnist, seen, unseen } from './lib/mnist';
import { report, type Row } from './lib/report';

const { values: options } = parseArgs({
  options: { models: { type: 'string' }, seeds: { type: 'string', default: '2' }, 'torch-threads': { type: 'string', default: '1' }, json: { type: 'boolean' }, save: { type: 'boolean' } },
});
const CODE = 30;
/** Figures of two seeds of one model differ by about as much. */
const NOISE = 0.03;
const folder = mkdtempSync(join(tmpdir(), 'hourglass-mnist-'));

interface Trained {
  readonly seconds: number;
  readonly steps: number;
  readonly losses: readonly number[];
  /** Of the unseen images, by name. */
  readonly figures: Readonly<Record<string, number>>;
}
/** What is trained, for how long, and what is told of it. */
const plans = {
  autoencoder: { epochs: 10, figure: `squared error per image, ${CODE} numbers` },
  vae: { epochs: 10, figure: '−ELBO, nats' },
  'vq-vae': { epochs: 4, figure: 'codes used, of 64' },
  'conv-vae': { epochs: 6, figure: '−ELBO, nats' },
} as const satisfies Partial<Record<TemplateId, { epochs: number; figure: string }>>;
type Model = keyof typeof plans;

async function train(template: Model, epochs: number, seed: number): Promise<Trained> {
  const out = join(folder, `${template}-${seed}`);
  const { seconds, steps } = await hourglassJson<{ seconds: number; steps: number }>([
    'train', template, '--out', out, '--data', mnistPath, '--items', itemsOf(seen), '--validation', '0', '--epochs', String(epochs), '--seed', String(seed), '--backend', 'wasm',
  ]);
  const { rows } = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8')) as { rows: Metrics[] };
  const { terms, sumOfSquaredErrorsPerSample, codes } = await hourglassJson<Evaluation>(['evaluate', out, '--data', mnistPath, '--items', itemsOf(unseen), '--backend', 'wasm']);
  const figures = { [plans[template].figure]: sumOfSquaredErrorsPerSample ?? NaN, ...(template.endsWith('vae') && { '−ELBO, nats': terms['loss']! }), ...(codes && { 'codes used, of 64': codes.used, perplexity: codes.perplexity }) };
  return { seconds, steps, losses: rows.map(({ values }) => values['loss']!), figures };
}
async function trainPyTorch(python: string, template: Model, epochs: number, seed: number): Promise<Trained> {
  const { loss, used, perplexity, ...run } = await trainTorch(python, template, epochs, seed, mnistPath, seen.to, Number(options['torch-threads']));
  return { ...run, figures: used === undefined ? { [plans[template].figure]: loss } : { 'codes used, of 64': used, perplexity: perplexity! } };
}
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const meanOf = (runs: readonly Trained[], of: (run: Trained) => number): number => mean(runs.map(of));
/** Mean of the first and of the last 20 steps. */
const fall = ({ losses }: Trained): readonly [number, number] => [mean(losses.slice(0, 20)), mean(losses.slice(-20))];

needMnist();
try {
  const python = await findTorch();
  if (!python) console.error('No python3 with PyTorch was found: its columns stay empty.');
  const rows: Row[] = [];
  const limits: { limit: string; found: string; holds: boolean }[] = [];
  const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
  const models = (options.models?.split(',') ?? Object.keys(plans)) as Model[];
  for (const model of models) {
    const { epochs } = plans[model];
    const [ours, torch]: [Trained[], Trained[]] = [[], []];
    for (const seed of seeds) {
      console.error(`${model}, ${epochs} epochs, seed ${seed} …`);
      ours.push(await train(model, epochs, seed));
      if (python) torch.push(await trainPyTorch(python, model, epochs, seed));
    }
    const wanted = Object.keys(torch[0]?.figures ?? ours[0]!.figures);
    for (const figure of wanted) {
      const found = ours.map((run) => run.figures[figure]!);
      const theirs = torch.map((run) => run.figures[figure]!);
      rows.push({
        model, epochs, figure, ours: mean(found), 'each seed': found.map((x) => x.toPrecision(4)).join(' '), 'ours, s': meanOf(ours, ({ seconds }) => seconds),
        ...(python && { PyTorch: mean(theirs), 'each seed of PyTorch': theirs.map((x) => x.toPrecision(4)).join(' '), 'PyTorch, s': meanOf(torch, ({ seconds }) => seconds) }),
      });
      if (figure === '−ELBO, nats' && model === 'vae') limits.push({ limit: 'vae: −ELBO below 118 nats', found: mean(found).toFixed(2), holds: mean(found) < 118 });
      if (figure.startsWith('codes used')) limits.push({ limit: 'vq-vae: more than 80 % of the codes in use', found: found.join(', '), holds: found.every((used) => used > 0.8 * 64) });
      if (python && model !== 'vq-vae') limits.push({ limit: `${model}: within ${100 * NOISE} % of PyTorch, or better`, found: `${mean(found).toPrecision(4)} against ${mean(theirs).toPrecision(4)}`, holds: mean(found) <= (1 + NOISE) * mean(theirs) });
    }
    if (model === 'autoencoder') {
      console.error(`principal component analysis, ${CODE} components …`);
      const { values, scale, count } = await loadDataPath(mnistPath);
      const size = values.length / count;
      const part = ({ from, to }: { readonly from: number; readonly to: number }): Float32Array => Float32Array.from(values.subarray(from * size, to * size), (value) => value * scale);
      const pca = lostBy(principalComponents(part(seen), size, CODE), part(unseen));
      const error = meanOf(ours, ({ figures }) => figures[plans.autoencoder.figure]!);
      rows.unshift({ model: 'PCA', epochs: '', figure: `squared error per image, ${CODE} components`, ours: pca });
      limits.push({ limit: `autoencoder: a smaller error than PCA with ${CODE} components`, found: `${error.toFixed(2)} against ${pca.toFixed(2)}`, holds: error < pca });
    }
    if (model === 'conv-vae') {
      const [first, last] = fall(ours[0]!);
      limits.push({ limit: 'conv-vae: the loss has halved', found: `${first.toFixed(0)} → ${last.toFixed(0)}`, holds: last < first / 2 });
    }
    if (python) limits.push({ limit: `${model}: in less time than PyTorch`, found: `${meanOf(ours, ({ seconds }) => seconds).toFixed(1)} s against ${meanOf(torch, ({ seconds }) => seconds).toFixed(1)} s`, holds: meanOf(ours, ({ seconds }) => seconds) < meanOf(torch, ({ seconds }) => seconds) });
  }
  report({
    name: 'mnist',
    key: 'model',
    question: `Real MNIST: trained on the first 10,000 images, figures on the other 50,000, by the command line on wasm with all processors, and by PyTorch with ${options['torch-threads']} thread(s).`,
    rows,
    limits,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
