import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { openDB } from 'idb';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { documentsWithRuns, keepRun, listRuns, loadRun, sayOfRun, takeRun, takeRuns, whenRunsChange, type RunAbout } from './run-history';

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

test('runs of a document are counted and none is forgotten, with what they were made from, their last and best values, and what is said of them', async () => {
  const about = { document: { name: 'Busy' }, data: 'f00', figures: [], backend: 'wasm' } as unknown as RunAbout;
  for (let run = 0; run < 25; run++) await keepRun({ key: { document: 'busy', run: `run-${run}` }, rows: [row(0)], whole: false, about });
  expect((await listRuns('busy')).map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
  const key = { document: 'busy', run: 'run-3' };
  const held = (step: number, loss: number) => ({ step, epoch: 0, set: 'validation' as const, values: { loss } });
  await keepRun({ key, rows: [held(1, 5), row(2), held(3, 2), held(4, 3)], whole: false });
  await sayOfRun(key, { remarks: { name: 'The good one', starred: true } });
  await keepRun({ key, rows: [row(5)], whole: false });
  const find = async () => (await listRuns()).find(({ run, document }) => run === 'run-3' && document === 'busy');
  expect(await find()).toMatchObject({ number: 4, about, steps: 6, last: { train: row(5).values, validation: { loss: 3 } }, best: { step: 3, values: { loss: 2 } }, remarks: { name: 'The good one', note: '', starred: true } });
  let told = 0;
  const end = whenRunsChange(() => told++);
  const back = await takeRun(key);
  expect([await find(), (await steps('busy', 'run-3')).length, told]).toEqual([undefined, 0, 1]);
  await sayOfRun(key, { remarks: { note: 'too late' } });
  expect(await find()).toBeUndefined();
  await back();
  end();
  expect([(await find())?.remarks.name, (await steps('busy', 'run-3')).length]).toEqual(['The good one', 6]);
});
test('a full disk adds nothing, and loses nothing', async () => {
  const key = { document: 'full', run: 'one' };
  await keepRun({ key, rows: [row(0), row(1)], whole: false });
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  await expect(keepRun({ key, rows: [row(2)], whole: true })).rejects.toThrow(DOMException);
  put.mockRestore();
  expect(await steps('full', 'one')).toEqual([0, 1]);
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
