/** Real digits through the command line, end to end. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '@/graph-engine/training/evaluate';
import { hourglassJson } from './testing/run-hourglass';

const mnist = fileURLToPath(new URL('../../shared/data/mnist', import.meta.url));
const there = existsSync(mnist);
if (!there) console.log('Skipped: real MNIST is not beside the project (../shared/data/mnist).');

describe.skipIf(!there)('real MNIST', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hourglass-mnist-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('after one epoch over 10,000 images, unseen ones come back', async () => {
    const out = join(folder, 'autoencoder');
    const { steps } = await hourglassJson(['train', 'autoencoder', '--out', out, '--data', mnist, '--items', '0:10000', '--validation', '0', '--epochs', '1']);
    expect(steps).toBe(156);
    const found = await hourglassJson<Evaluation>(['evaluate', out, '--data', mnist, '--items', '10000:12000']);
    expect(found.items).toBe(2000);
    // Thirty principal components leave 14.4, and ten epochs 7.6.
    expect(found.sumOfSquaredErrorsPerSample!).toBeLessThan(27);
  }, 120_000);
});
