import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openDB } from 'idb';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { documentsWithRuns, keepRun, keptRuns, listRuns, loadRun, takeRuns } from './run-history';

const row = (step: number) => ({ step, epoch: 0, set: 'train' as const, values: { loss: 1 / (step + 1) } });
const steps = async (document: string, run: string): Promise<readonly number[]> => (await loadRun({ document, run })).map(({ step }) => step);

test('earlier versions kept one run of a document, which is its first', async () => {
  const before = await openDB('hourglass-run-history', 1, { upgrade: (db) => void db.createObjectStore('runs') });
  await before.put('runs', [row(0), row(1)], 'old');
  before.close();
  expect(await steps('old', 'first')).toEqual([0, 1]);
  expect(await steps('old', 'second')).toEqual([]);
});

test('each run of each document has curves of its own, which grow part by part or are replaced', async () => {
  const [one, two, other] = [{ document: 'doc', run: 'one' }, { document: 'doc', run: 'two' }, { document: 'doc2', run: 'one' }];
  for (let part = 0; part < 12; part++) await keepRun({ key: one, rows: [row(2 * part), row(2 * part + 1)], whole: false });
  await keepRun({ key: two, rows: [row(0)], whole: false });
  await keepRun({ key: other, rows: [row(7)], whole: false });
  expect(await steps('doc', 'one')).toEqual(Array.from({ length: 24 }, (_, i) => i));
  await keepRun({ key: one, rows: [row(0), row(1), row(2)], whole: true });
  await keepRun({ key: one, rows: [row(3)], whole: false });
  expect(await steps('doc', 'one')).toEqual([0, 1, 2, 3]);
  expect(await steps('doc', 'two')).toEqual([0]);
  expect(await steps('doc2', 'one')).toEqual([7]);
  expect((await listRuns('doc')).map(({ run, steps }) => [run, steps]).toSorted()).toEqual([['one', 4], ['two', 1]]);
});

test('the oldest runs of a document are forgotten, and those of others stay', async () => {
  await keepRun({ key: { document: 'quiet', run: 'one' }, rows: [row(0)], whole: false });
  for (let run = 0; run < keptRuns + 3; run++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await keepRun({ key: { document: 'busy', run: `run-${run}` }, rows: [row(0)], whole: false });
  }
  const runs = await listRuns('busy');
  expect(runs).toHaveLength(keptRuns);
  expect(runs[0]!.run).toBe(`run-${keptRuns + 2}`);
  expect(await steps('busy', 'run-0')).toEqual([]);
  expect(await steps('quiet', 'one')).toEqual([0]);
});

test('who has the smaller number adds nothing to the runs of a document that another page has read to write', async () => {
  const key = { document: 'stolen', run: 'one' };
  await keepRun({ key, rows: [row(0), row(1)], whole: false }, 5);
  expect(await loadRun(key, 6)).toHaveLength(2);
  await expect(keepRun({ key, rows: [row(2)], whole: false }, 5)).rejects.toThrow(SupersededError);
  await keepRun({ key, rows: [row(2), row(3)], whole: false }, 6);
  expect(await steps('stolen', 'one')).toEqual([0, 1, 2, 3]);
  expect((await listRuns('stolen')).map(({ run }) => run)).toEqual(['one']);
});

test('the runs of a document are taken out with everything, and put back', async () => {
  const key = { document: 'leaving', run: 'one' };
  for (let part = 0; part < 3; part++) await keepRun({ key, rows: [row(part)], whole: false }, 5);
  await keepRun({ key: { document: 'leaving2', run: 'one' }, rows: [row(9)], whole: false });
  expect(await documentsWithRuns()).toContain('leaving');
  const back = await takeRuns('leaving');
  expect(await documentsWithRuns()).not.toContain('leaving');
  expect(await listRuns('leaving')).toEqual([]);
  expect(await steps('leaving2', 'one')).toEqual([9]);
  await back();
  expect(await steps('leaving', 'one')).toEqual([0, 1, 2]);
  expect(await listRuns('leaving')).toHaveLength(1);
});
