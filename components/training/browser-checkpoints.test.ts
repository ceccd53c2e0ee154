import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { CheckpointError, type Checkpoint } from '@/graph-engine/training/checkpoints';
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
