/** A text from the disk: looked at, trained on and judged, with its vocabulary in the document that is saved. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import { graph } from '@/graph-engine/testing/build-document';
import { runHere } from './testing/run-here';

const folder = mkdtempSync(join(tmpdir(), 'texts-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  const lines = Array.from({ length: 60 }, (_, i) => `the ${['cat', 'dog', 'bird'][i % 3]} ${['sleeps', 'sings'][i % 2]}${i % 20 === 0 ? ' and never wakes' : ''}`);
  writeFileSync(at('story.txt'), `${lines.join('\n')}\n`);
  writeFileSync(at('other.txt'), 'the cat sings loudly\nthe dog sleeps\n');
  const document = graph()
    .node('dataset', { source: 'sentences' })
    .node('noise', { kind: 'tokens' })
    .node('embedding', { size: 4 })
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 63, activation: 'linear' }]] })
    .node('loss', { kind: 'categorical-cross-entropy', reduction: 'mean' })
    .wire('dataset.data', 'noise.in')
    .wire('noise.out', 'embedding.in')
    .wire('embedding.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .wire('noise.chosen', 'loss.mask')
    .training({ epochs: 1, minSteps: 3 })
    .done();
  writeFileSync(at('model.hourglass.json'), saveDocument(document));
});
const json = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
  const { status, stdout, stderr } = await runHere([...args, '--json']);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
};

it('tells what a text holds, as it is read', async () => {
  expect(await json('data', at('story.txt'))).toMatchObject({ kind: 'text', rows: 60, tokens: 'words', shape: [6], vocabulary: 9, texts: expect.arrayContaining(['the dog sings']) });
  expect(await json('data', at('story.txt'), '--reading', 'items=windows:5,tokens=characters')).toMatchObject({ tokens: 'characters', shape: [5] });
  const { status, stderr } = await runHere(['data', at('story.txt'), '--reading', 'items=verses']);
  expect([status, stderr]).toEqual([2, expect.stringMatching(/--reading takes .*items=lines\|sentences\|windows:TOKENS/)]);
});
it('trains on a text, keeps its vocabulary, and reads another text by it', async () => {
  await json('train', at('model.hourglass.json'), '--data', at('story.txt'), '--out', at('run'), '--reading', 'items=lines,vocabulary=6');
  const saved = readFileSync(at('run/graph.hourglass.json'), 'utf8');
  const { params } = (JSON.parse(saved) as { readonly nodes: Readonly<Record<string, { readonly params: Readonly<Record<string, unknown>> }>> }).nodes['dataset']!;
  expect(params['shape']).toEqual([6]);
  expect(JSON.parse(params['vocabulary'] as string)).toHaveLength(6);
  expect(JSON.parse(params['reading'] as string)).toMatchObject({ text: { items: 'lines', tokens: 'words', most: 6, places: 6 } });
  expect(await json('evaluate', at('run'), '--data', at('other.txt'))).toMatchObject({ items: 2 });
  const { stderr } = await runHere(['evaluate', at('run'), '--data', at('other.txt')]);
  expect(stderr).toMatch(/a vocabulary of 6, as the document has it.*\n.*1 of 7 tokens \(14 %\) are not in the vocabulary/);
});
it('is exported to PyTorch with its text and its vocabulary', async () => {
  await json('export', at('run'), '--target', 'pytorch', '--data', at('story.txt'), '--out', at('pytorch'));
  expect(readFileSync(at('pytorch/data/dataset.txt'), 'utf8').split('\n')).toContain('the dog sings');
  expect(readFileSync(at('pytorch/data.py'), 'utf8')).toMatch(/DATASET_VOCABULARY = \[\n {4}"the", /);
});
it.each([['typescript', 'src/tokens.ts'], ['onnx', 'guess.onnx'], ['web', 'model.js']])('is exported to %s, with a check', async (target, file) => {
  await json('export', at('run'), '--target', target, '--data', at('story.txt'), '--out', at(target));
  expect(readFileSync(at(`${target}/${file}`)).includes('the')).toBe(true);
  expect(readFileSync(at(`${target}/check.safetensors`)).length).toBeGreaterThan(100);
});
