/** What encode writes: numbers, indices, and the error of each item. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import type { Params } from '@/graph-engine/document/types';
import { graph, type LayerLine } from '@/graph-engine/testing/build-document';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'encode-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (name: string): string => join(root, name);
const COUNT = 30;
/** Pictures of 4 × 4 with a bright corner; the last one is noise. */
const pixel = (item: number, place: number): number => (item === COUNT - 1 ? (place * 97 + 31) % 256 : Math.floor(place / 8) === item % 2 ? 220 : 20);

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await runHere([...args, '--json']);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return JSON.parse(stdout) as Record<string, unknown>;
}
async function encoded(folder: string, ...flags: string[]): Promise<{ readonly header: string[]; readonly rows: number[][]; readonly told: Record<string, unknown> }> {
  const told = await json('encode', at(folder), '--data', at('images.idx'), '--out', at('codes.csv'), ...flags);
  const [header, ...rows] = readFileSync(at('codes.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  return { header: header!, rows: rows.map((row) => row.map(Number)), told };
}

beforeAll(async () => {
  const bytes = Uint8Array.from({ length: COUNT * 16 }, (_, i) => pixel(Math.floor(i / 16), i % 16));
  writeFileSync(at('images.idx'), Uint8Array.from([0, 0, 8, 3, 0, 0, 0, COUNT, 0, 0, 0, 4, 0, 0, 0, 4, ...bytes]));
  const kinds: readonly [name: string, kind: string, params: Params, layers: readonly LayerLine[], back: readonly LayerLine[]][] = [
    ['grid', 'codebook', { size: 4 }, [['conv2d', { filters: 3, kernel: 2, stride: 2 }]], [['flatten'], ['dense', { units: 16, activation: 'linear' }], ['reshape', { shape: [4, 4, 1] }]]],
    ['classes', 'bottleneck', { kind: 'categorical', groups: 2, classes: 5 }, [['flatten']], [['dense', { units: 16, activation: 'linear' }], ['reshape', { shape: [4, 4, 1] }]]],
    ['numbers', 'bottleneck', { kind: 'vector', size: 2 }, [['flatten']], [['dense', { units: 16, activation: 'linear' }], ['reshape', { shape: [4, 4, 1] }]]],
  ];
  for (const [name, kind, params, layers, back] of kinds) {
    const document = graph()
      .node('dataset', { source: 'file', fileName: 'images.idx', shape: [4, 4, 1] })
      .node('encoder', {}, { layers })
      .node(kind, params, { id: 'narrow' })
      .node('decoder', { output: 'sigmoid', mirror: null }, { layers: back })
      .node('loss', { kind: 'squared' })
      .wireAutoencoder('narrow')
      .training({ batchSize: 8, epochs: 20, minSteps: 0, optimizer: { learningRate: 0.02 } })
      .done();
    writeFileSync(at(`${name}.hourglass.json`), saveDocument(document));
    const { status, stderr } = await runHere(['train', at(`${name}.hourglass.json`), '--data', at('images.idx'), '--out', at(name)]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
  }
});

it('writes the indices of a codebook by their place', async () => {
  const { header, rows, told } = await encoded('grid', '--indices');
  expect(header).toEqual(['item', 'index_1_1', 'index_1_2', 'index_2_1', 'index_2_2']);
  expect(told).toMatchObject({ items: COUNT, dimensions: 4, classes: 4, shape: [2, 2] });
  expect(rows.flatMap((row) => row.slice(1)).every((index) => [0, 1, 2, 3].includes(index))).toBe(true);
  // Pictures that are alike have the same code, and the two sorts of them have different ones.
  expect(rows[0]!.slice(1)).toEqual(rows[2]!.slice(1));
  expect(rows[0]!.slice(1)).not.toEqual(rows[1]!.slice(1));
  expect((await encoded('grid')).header).toHaveLength(1 + 12);
});
it('writes the class of each group of a categorical code, where the code has its 1', async () => {
  const { header, rows } = await encoded('classes', '--indices');
  expect(header).toEqual(['item', 'index_1', 'index_2']);
  const { rows: codes } = await encoded('classes');
  rows.forEach(([item, first, second]) => {
    const hot = codes[item!]!.slice(1);
    expect([hot[first!], hot[5 + second!]]).toEqual([1, 1]);
  });
});
it('refuses indices of a code of numbers', async () => {
  const { status, stderr } = await runHere(['encode', at('numbers'), '--data', at('images.idx'), '--indices', '--out', at('none.csv')]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/Narrow is made of numbers, which have no indices/) as string });
});
it('adds the error of each item, which is largest for the odd one and has the mean that evaluate tells', async () => {
  const { header, rows } = await encoded('numbers', '--errors');
  expect(header.slice(0, 2)).toEqual(['item', 'error']);
  const errors = rows.map((row) => row[1]!);
  expect(errors.indexOf(Math.max(...errors))).toBe(COUNT - 1);
  const { sumOfSquaredErrorsPerSample } = await json('evaluate', at('numbers'), '--data', at('images.idx'));
  expect(errors.reduce((sum, error) => sum + error, 0) / COUNT).toBeCloseTo(sumOfSquaredErrorsPerSample as number, 9);
});
it('tells what belongs to a batch as that', async () => {
  const { stdout } = await runHere(['evaluate', at('grid'), '--data', at('images.idx')]);
  for (const line of stdout.split('\n').filter((text) => /^(perplexity|used codes)  /.test(text))) expect(line).toMatch(/of a batch of 8 items, mean over the batches$/);
  expect(stdout).toMatch(/perplexity of the codes .* over all items, at most 4/);
  const { terms, batches } = await json('evaluate', at('grid'), '--data', at('images.idx'));
  expect(Object.keys(terms as object)).not.toContain('perplexity');
  expect(batches).toMatchObject({ items: 8, means: { perplexity: expect.any(Number) as number, 'used codes': expect.any(Number) as number } });
});
