import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Snapshot } from '@/graph-engine/training/session';
import { BrowserCheckpoints } from './browser-checkpoints';

const at = (step: number): Snapshot => ({ step, seed: 1, parameters: new Map([['a/kernel', { shape: [2], data: new Float32Array([1, step]) }]]) }) as unknown as Snapshot;

test('gives back the newest checkpoint of the same model, and none of another', async () => {
  const storage = new BrowserCheckpoints();
  expect(await storage.load('doc', 'f')).toBeNull();
  await storage.save('doc', 'f', at(10));
  await storage.save('doc', 'f', at(20));
  await storage.save('other', 'f', at(30));
  expect(await new BrowserCheckpoints().load('doc', 'f')).toEqual(at(20));
  expect(await storage.load('doc', 'edited')).toBeNull();
});
