/** Stages on the command line: all of them, one alone, and one that goes on from what was trained before. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import { readSafetensors } from '@/graph-engine/runtime/safetensors';
import { graph } from '@/graph-engine/testing/build-document';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'stages-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (...parts: string[]): string => join(root, ...parts);

/** 150 patterns in batches of 16: nine steps an epoch. Warm up: 9; Head: 5; Both: 18. */
const document = graph()
  .player('Head')
  .node('dataset', { source: 'patterns', count: 150 })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4, activation: 'tanh' }]] })
  .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'binary-cross-entropy' })
  .node('decoder', { output: 'logits' }, { id: 'head', name: 'Head', player: 'head', layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'binary-cross-entropy' }, { id: 'other', name: 'Other', player: 'head' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .wire('encoder.out', 'head.in')
  .wire('head.out', 'other.prediction')
  .wire('dataset.data', 'other.target')
  .training({ batchSize: 16, validationSplit: 0.04, optimizer: { learningRate: 0.01 } })
  .stage('Warm up', { epochs: 1, players: ['autoencoder'], losses: ['loss'] })
  .stage('Head', { steps: 5, players: ['head'], copies: [{ from: 'decoder/decoder-1/kernel', to: 'head/head-1/kernel', transposed: false }] })
  .stage('Both', { epochs: 2, frozen: ['encoder'] })
  .done();
const path = at('model.hourglass.json');

async function train(name: string, ...args: string[]): Promise<{ readonly stderr: string; readonly result: Record<string, unknown> }> {
  const { status, stdout, stderr } = await runHere(['train', name, ...args, '--backend', 'cpu', '--json']);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return { stderr, result: JSON.parse(stdout) as Record<string, unknown> };
}
function weights(folder: string): Record<string, number[]> {
  const read = readSafetensors(new Uint8Array(readFileSync(join(folder, 'weights.safetensors'))));
  if ('problem' in read) throw new Error(read.problem);
  return Object.fromEntries([...read.tensors].filter(([name]) => !name.includes(':')).map(([name, { data }]) => [name, [...data]]));
}
const changed = (a: string, b: string): Set<string> => {
  const [before, after] = [weights(at(a)), weights(at(b))];
  return new Set(Object.keys(after).filter((name) => String(before[name]) !== String(after[name])).map((name) => name.split('/')[0]!));
};

beforeAll(async () => {
  writeFileSync(path, saveDocument(document));
  await train(path, '--out', at('whole'));
});

it('trains all stages, names the present one, and tells where each began', async () => {
  const { stderr, result } = await train(path, '--out', at('told'));
  expect(stderr).toContain('stage Both  epoch');
  expect(result).toMatchObject({ steps: 32, stages: [{ name: 'Warm up', from: 0, to: 9 }, { name: 'Head', from: 9, to: 14 }, { name: 'Both', from: 14, to: 32 }] });
});
it('trains one after the other by name as all at once', async () => {
  await train(path, '--stage', 'Warm up', '--out', at('one'));
  const second = await train(at('one'), '--stage', 'Head', '--out', at('two'));
  expect(second.stderr).toContain('Beginning the stage “Head” after step 9, until step 14.');
  expect(second.result).toMatchObject({ from: 9, steps: 14 });
  expect(changed('one', 'two')).toEqual(new Set(['head']));
  // Interrupted in the middle, it goes on; without a name, the whole run does.
  await train(at('two'), '--stage', 'Both', '--steps', '7', '--out', at('three'));
  const rest = await train(at('three'), '--stage', 'Both', '--out', at('three'));
  expect(rest.stderr).toContain('Going on with the stage “Both” after step 21, until step 32.');
  expect(weights(at('three'))).toEqual(weights(at('whole')));
  await train(at('two'), '--out', at('four'));
  expect(weights(at('four'))).toEqual(weights(at('whole')));
});
it('trains a stage from fresh weights, skipping those before, and again in a folder that had ended', async () => {
  const { result } = await train(path, '--stage', 'Head', '--out', at('head'));
  expect(result).toMatchObject({ steps: 5, stages: [{ from: 0, to: 0 }, { from: 0, to: 5 }, { from: 5, to: 23 }] });
  const again = await train(at('whole'), '--stage', 'Warm up', '--epochs', '3', '--out', at('again'));
  expect(again.result).toMatchObject({ from: 32, steps: 32 + 27 });
  expect(changed('whole', 'again')).toEqual(new Set(['encoder', 'decoder']));
});
it('gives each stage the epochs that are asked for', async () => {
  expect((await train(path, '--epochs', '1', '--out', at('short'))).result).toMatchObject({ steps: 27 });
});
it.each([
  [path, 'Nothing', 'There is no stage “Nothing”', 'Expected “Warm up”, “Head”, “Both”.'],
  ['vae', 'Head', 'There is no stage “Head” in vae', 'trained as a whole'],
])('says which stages there are', async (name, stage, ...says) => {
  const { status, stderr } = await runHere(['train', name, '--stage', stage, '--out', at('none')]);
  expect(status).toBe(1);
  for (const text of says) expect(stderr).toContain(text);
});
