/** A value that is not finite ends train, evaluate and encode with one line and status 1, and never becomes a figure. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import { graph } from '@/graph-engine/testing/build-document';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'not-finite-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (name: string): string => join(root, name);

/** 40 items of 4 floats. */
function writeFloats(name: string, value: (i: number) => number): string {
  const bytes = Buffer.alloc(12 + 4 * 160);
  bytes.set([0, 0, 0x0d, 2]);
  bytes.writeUInt32BE(40, 4);
  bytes.writeUInt32BE(4, 8);
  for (let i = 0; i < 160; i++) bytes.writeFloatBE(value(i), 12 + 4 * i);
  writeFileSync(at(name), bytes);
  return at(name);
}
const wave = (i: number): number => Math.sin(i) / 2 + 0.5;
const document = at('vae.hourglass.json');
writeFileSync(
  document,
  saveDocument(
    graph()
      .node('dataset', { source: 'file', fileName: 'x.idx', shape: [4], scaling: 'as-is' })
      .node('encoder', {}, { layers: [['dense', { units: 6, activation: 'relu' }]] })
      .node('bottleneck', { kind: 'gaussian', size: 2 })
      .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 4, activation: 'linear' }]] })
      .node('loss')
      .wireAutoencoder()
      .training({ batchSize: 8, epochs: 2, minSteps: 0 })
      .done(),
  ),
);
const huge = writeFloats('huge.idx', (i) => 3e37 * wave(i));
const small = writeFloats('small.idx', wave);

it('before the first step: names the data and Standardised, writes nothing, and speaks of no good weights', async () => {
  const { status, stdout, stderr } = await runHere(['train', document, '--data', huge, '--out', at('first')]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/Before the first step a value was not finite, first in \S+ \(forward \w+\)\. The numbers that \S+ gives go from \S+ to \S+\. Nothing was trained, and nothing was written to .*first\. Set the Scaling of \S+ to Standardised/);
  expect(stderr).not.toMatch(/good weights|learning rate/);
  expect(existsSync(at('first'))).toBe(false);
});

it('of a trained model: no null in the JSON of evaluate, no code', async () => {
  expect(await runHere(['train', document, '--data', small, '--out', at('run')])).toMatchObject({ status: 0 });
  const weights = readFileSync(join(at('run'), 'weights.safetensors'));
  const json = await runHere(['evaluate', at('run'), '--data', huge, '--json']);
  expect(json.status).toBe(1);
  expect(json.stdout).not.toContain('null');
  expect(json.stdout + json.stderr).toMatch(/For these \d+ items a value was not finite, first in .*Give it items like those that it was trained on/);
  const endless = writeFloats('endless.idx', () => 3.4e38);
  const encoded = await runHere(['encode', at('run'), '--data', endless, '--out', at('codes.csv')]);
  expect(encoded.status).toBe(1);
  expect(encoded.stderr).toMatch(/a value was not finite, first in /);
  expect(existsSync(at('codes.csv'))).toBe(false);
  // A run that cannot go on leaves the folder as it was.
  const again = await runHere(['train', at('run'), '--data', huge, '--out', at('run')]);
  expect(again.status).toBe(1);
  expect(readFileSync(join(at('run'), 'weights.safetensors')).equals(weights)).toBe(true);
});
