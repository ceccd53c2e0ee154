/** What evaluate tells of a model that tells labels. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import { graph } from '@/graph-engine/testing/build-document';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'labels-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (name: string): string => join(root, name);

it('prints accuracy and, of each label, what is found and what is right; the whole matrix goes into the JSON', { timeout: 30_000 }, async () => {
  const document = graph()
    .node('dataset', { source: 'patterns', count: 240 })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 16 }]] })
    .node('classifier')
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'classifier.in')
    .wire('dataset.label', 'classifier.label')
    .training({ batchSize: 32, optimizer: { learningRate: 0.02 } })
    .done();
  writeFileSync(at('graph.hourglass.json'), saveDocument(document));
  expect(await runHere(['train', at('graph.hourglass.json'), '--steps', '120', '--out', at('run')])).toMatchObject({ status: 0 });
  const { stdout } = await runHere(['evaluate', at('run')]);
  expect(stdout).toMatch(/\naccuracy +1\b/);
  expect(stdout).toContain('Classifier: 100.0 % of 240 items with a label told right\nlabel             recall   precision  wrong most often\ntop bar           100.0 %  100.0 %\n');
  const told = JSON.parse((await runHere(['evaluate', at('run'), '--json'])).stdout) as { classifiers: { confusion: number[][]; accuracy: number; unknown: number }[] };
  expect(told.classifiers[0]).toMatchObject({ accuracy: 1, unknown: 0 });
  expect(told.classifiers[0]!.confusion.map((row, label) => row[label])).toEqual(Array(12).fill(20));
});
