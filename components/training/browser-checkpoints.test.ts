import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { CheckpointError, SupersededError, type Checkpoint } from '@/graph-engine/training/checkpoints';
import { BrowserCheckpoints } from './browser-checkpoints';

const at = (step: number, fingerprint = 'f'): Checkpoint =>
  ({ fingerprint, run: 'one', snapshot: { step, seed: 1, parameters: new Map([['a/kernel', { shape: [2], data: new Float32Array([1, step]) }]]) } }) as unknown as Checkpoint;
afterEach(() => vi.restoreAllMocks());

test('gives back the newest checkpoint of a document, and none of another', async () => {
  const storage = new BrowserCheckpoints();
  expect(await storage.load('doc')).toBeNull();
  await storage.save('doc', at(10));
  await storage.save('doc', at(20));
  await storage.save('other', at(30));
  expect(await new BrowserCheckpoints().load('doc')).toEqual(at(20));
  expect(await storage.load('none')).toBeNull();
});

test('a full disk is told in words, leaves the checkpoint before, and the next one works', async () => {
  const storage = new BrowserCheckpoints();
  await storage.save('full', at(10));
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  await expect(storage.save('full', at(20))).rejects.toThrow(CheckpointError);
  await expect(storage.save('full', at(30))).rejects.toThrow('The space for this page is full.');
  put.mockRestore();
  expect(await storage.load('full')).toEqual(at(10));
  await storage.save('full', at(40));
  expect(await storage.load('full')).toEqual(at(40));
});

test('a connection that the browser closed at the full disk is opened again', async () => {
  let last: IDBDatabase | undefined;
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
    const request = open(...args);
    request.addEventListener('success', () => (last = request.result));
    return request;
  });
  const storage = new BrowserCheckpoints();
  await storage.save('closing', at(10));
  last!.close();
  await storage.save('closing', at(20));
  expect(await storage.load('closing')).toEqual(at(20));
});

test('who has the smaller number writes nothing from when the next writer has read, and may still read', async () => {
  const [woken, next] = [new BrowserCheckpoints(), new BrowserCheckpoints()];
  await woken.save('stolen', at(10), 5);
  expect(await next.load('stolen', 6)).toEqual(at(10));
  await expect(woken.save('stolen', at(20), 5)).rejects.toThrow(SupersededError);
  expect(await woken.load('stolen', 5)).toEqual(at(10));
  await next.save('stolen', at(11), 6);
  await expect(woken.save('stolen', at(20), 5)).rejects.toThrow(SupersededError);
  expect(await next.load('stolen')).toEqual(at(11));
  // Other documents are not concerned.
  await woken.save('own', at(3), 5);
  expect(await woken.load('own')).toEqual(at(3));
});

test('on a full disk, where no number can be written, the weights are read all the same', async () => {
  const storage = new BrowserCheckpoints();
  await storage.save('crowded', at(10));
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  expect(await storage.load('crowded', 9)).toEqual(at(10));
});

test('what is taken out is gone, and can be put back', async () => {
  const storage = new BrowserCheckpoints();
  await storage.save('leaving', at(10), 4);
  expect(await storage.documents()).toContain('leaving');
  const back = await storage.take('leaving');
  expect(await storage.documents()).not.toContain('leaving');
  await back();
  expect(await storage.load('leaving')).toEqual(at(10));
});

test('it is known of a run which weights lie beside those that it is opened with', async () => {
  const storage = new BrowserCheckpoints();
  const weights = new Map([['w', { shape: [1], data: Float32Array.of(1) }]]);
  const stopping = { record: { checkedAt: 200, sinceBest: 1, best: { step: 100, loss: 0.5 }, ended: null }, weights, beforeEnd: null };
  await storage.save('beside', { ...at(230), run: 'one', snapshot: { ...at(230).snapshot, stopping } });
  expect((await storage.sizes()).find(({ document }) => document === 'beside')).toMatchObject({ step: 230, beside: { which: 'best', step: 100, loss: 0.5 } });
});

const ofRun = (run: string, step: number): Checkpoint => ({ ...at(step), run });
test('the weights of every run stay, and the current one is what a document is opened with', async () => {
  const storage = new BrowserCheckpoints();
  await storage.save('many', ofRun('one', 10));
  await storage.save('many', ofRun('two', 5));
  await new BrowserCheckpoints().save('many', ofRun('two', 6));
  expect(await storage.load('many')).toEqual(ofRun('two', 6));
  expect(await storage.loadRun({ document: 'many', run: 'one' })).toEqual(ofRun('one', 10));
  expect(await storage.sizes()).toEqual(expect.arrayContaining([{ document: 'many', run: 'one', step: 10, bytes: 8 }, { document: 'many', run: 'two', step: 6, bytes: 8 }]));
  await storage.point('many', 'one');
  expect(await storage.load('many')).toEqual(ofRun('one', 10));
  const back = await storage.takeRun({ document: 'many', run: 'one' });
  expect([await storage.load('many'), await storage.loadRun({ document: 'many', run: 'two' })]).toEqual([null, ofRun('two', 6)]);
  await back();
  expect(await storage.load('many')).toEqual(ofRun('one', 10));
  await storage.point('many', null);
  expect(await storage.load('many')).toBeNull();
  const whole = await storage.take('many');
  expect(await storage.loadRun({ document: 'many', run: 'two' })).toBeNull();
  await whole();
  expect(await storage.loadRun({ document: 'many', run: 'two' })).toEqual(ofRun('two', 6));
});
test('a run that earlier versions kept under its document alone stays when another begins; weights of a file do not, being of no run', async () => {
  const before = await openDB('hourglass-checkpoints', 1);
  const { run: _, ...unnamed } = at(7);
  await before.put('checkpoints', unnamed, 'old');
  await before.put('checkpoints', { ...at(0), run: 'file', from: 'weights.safetensors' }, 'given');
  before.close();
  const storage = new BrowserCheckpoints();
  expect(await storage.loadRun({ document: 'old', run: 'first' })).toMatchObject({ run: 'first', snapshot: { step: 7 } });
  for (const document of ['old', 'given']) await storage.save(document, ofRun('next', 1));
  expect(await storage.loadRun({ document: 'old', run: 'first' })).toMatchObject({ run: 'first', snapshot: { step: 7 } });
  expect(await storage.load('old')).toEqual(ofRun('next', 1));
  expect((await storage.sizes()).filter(({ document }) => document === 'given')).toHaveLength(1);
});
test('on a full disk the run before stays whole, with what points at it', async () => {
  const storage = new BrowserCheckpoints();
  await storage.save('brim', ofRun('one', 10));
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(IDBObjectStore.prototype.put).mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  await expect(storage.save('brim', ofRun('two', 1))).rejects.toThrow(CheckpointError);
  put.mockRestore();
  expect(await storage.load('brim')).toEqual(ofRun('one', 10));
  expect(await storage.loadRun({ document: 'brim', run: 'two' })).toBeNull();
});
