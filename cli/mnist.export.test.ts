/** Real digits through the command line, end to end. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '@/graph-engine/training/evaluate';
import { runHere } from './testing/run-here';

const mnist = fileURLToPath(new URL('../../shared/data/mnist', import.meta.url));
const there = existsSync(mnist);
if (!there) console.log('Skipped: real MNIST is not beside the project (../shared/data/mnist).');

async function json<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const { status, stdout, stderr } = await runHere([...args, '--json']);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return JSON.parse(stdout) as T;
}

describe.skipIf(!there)('real MNIST', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hourglass-mnist-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('after one epoch over 5,000 images, unseen ones come back', async () => {
    const out = join(folder, 'autoencoder');
    const { steps } = await json('train', 'autoencoder', '--out', out, '--data', mnist, '--items', '0:5000', '--validation', '0', '--epochs', '1');
    expect(steps).toBe(78);
    const found = await json<Evaluation>('evaluate', out, '--data', mnist, '--items', '5000:6000');
    expect(found.items).toBe(1000);
    // It gives 25.4; half the learning rate 31, none 189. Thirty principal components leave 14.4, and ten epochs over 10,000 images 7.6.
    expect(found.sumOfSquaredErrorsPerSample!).toBeLessThan(28);
  }, 120_000);
});
