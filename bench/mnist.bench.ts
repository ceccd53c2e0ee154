/** What do the templates reach on real MNIST, by the command line on wasm, from its first 10,000 images, on the 50,000 that they never saw? */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDataPath } from '@/cli/load-data';
import { hourglassJson } from '@/cli/testing/run-hourglass';
import type { Evaluation } from '@/graph-engine/training/evaluate';
import type { Metrics } from '@/graph-engine/training/protocol';
import type { TemplateId } from '@/templates/registry';
import { hasMnist, itemsOf, mnistPath, seen, unseen } from './lib/mnist';
import { pcaError } from './lib/pca-error';
import { report, type Row } from './lib/report';

const CODE = 30;
const folder = mkdtempSync(join(tmpdir(), 'hourglass-mnist-'));

interface Trained {
  readonly epochs: number;
  readonly seconds: number;
  readonly steps: number;
  readonly losses: readonly number[];
  readonly found: Evaluation;
}

async function train(template: TemplateId, epochs: number): Promise<Trained> {
  const out = join(folder, template);
  console.error(`${template}, ${epochs} epochs …`);
  const { seconds, steps } = await hourglassJson<{ seconds: number; steps: number }>([
    'train', template, '--out', out, '--data', mnistPath, '--items', itemsOf(seen), '--validation', '0', '--epochs', String(epochs), '--backend', 'wasm',
  ]);
  const { rows } = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8')) as { rows: Metrics[] };
  const found = await hourglassJson<Evaluation>(['evaluate', out, '--data', mnistPath, '--items', itemsOf(unseen), '--backend', 'wasm']);
  return { epochs, seconds, steps, losses: rows.map(({ values }) => values['loss']!), found };
}
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
/** Mean of the first and of the last 20 steps. */
const fall = ({ losses }: Trained): readonly [number, number] => [mean(losses.slice(0, 20)), mean(losses.slice(-20))];

if (!hasMnist) {
  console.error('Real MNIST is not beside the project (../shared/data/mnist): nothing to measure.');
  process.exit(1);
}
try {
  console.error(`principal component analysis, ${CODE} components …`);
  const pca = pcaError(await loadDataPath(mnistPath), seen, unseen, CODE);
  const autoencoder = await train('autoencoder', 10);
  const vae = await train('vae', 10);
  const vq = await train('vq-vae', 4);
  const conv = await train('conv-vae', 2);

  const error = autoencoder.found.sumOfSquaredErrorsPerSample!;
  const negativeElbo = vae.found.terms['loss']!;
  const { used, of, perplexity } = vq.found.codes!;
  const [first, last] = fall(conv);
  const row = (model: string, figure: string, value: number, run?: Trained): Row => ({
    model, figure, value, epochs: run?.epochs ?? '', 'training s': run?.seconds ?? '', 'ms/step': run ? (1000 * run.seconds) / run.steps : '',
  });
  report({
    name: 'mnist',
    question: 'Real MNIST: trained on the first 10,000 images, figures on the other 50,000, by the command line on wasm.',
    rows: [
      row('PCA', `squared error per image, ${CODE} components`, pca),
      row('autoencoder', `squared error per image, ${CODE} numbers`, error, autoencoder),
      row('vae', '−ELBO, nats', negativeElbo, vae),
      row('vq-vae', `codes used of ${of}`, used, vq),
      row('vq-vae', 'perplexity of the codes', perplexity, vq),
      row('conv-vae', '−ELBO, nats', conv.found.terms['loss']!, conv),
    ],
    limits: [
      { limit: `autoencoder: a smaller error than PCA with ${CODE} components`, found: `${error.toFixed(2)} against ${pca.toFixed(2)}`, holds: error < pca },
      { limit: 'vae: −ELBO below 118 nats', found: negativeElbo.toFixed(2), holds: negativeElbo < 118 },
      { limit: 'vq-vae: more than 80 % of the codes in use', found: `${used} of ${of}`, holds: used > 0.8 * of },
      { limit: 'conv-vae: the loss has halved', found: `${first.toFixed(0)} → ${last.toFixed(0)}`, holds: last < first / 2 },
    ],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
