import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import type { Pace } from '@/graph-engine/training/protocol';
import { BrowserPaces } from './browser-paces';

const paces: readonly Pace[] = [{ backend: 'wasm', ms: 0.03, reason: null }];
afterEach(() => vi.restoreAllMocks());

test('paces are there in the next visit, by model and machine', async () => {
  await new BrowserPaces().save('one', paces);
  expect(await new BrowserPaces().load('one')).toEqual(paces);
  expect(await new BrowserPaces().load('other')).toBeNull();
});

test('where the browser keeps nothing, nothing is remembered and nothing fails', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('', 'SecurityError');
  });
  const storage = new BrowserPaces();
  await storage.save('one', paces);
  expect(await storage.load('one')).toBeNull();
});

test('does not grow without end', async () => {
  const storage = new BrowserPaces();
  for (let i = 0; i <= 500; i++) await storage.save(String(i), paces);
  expect(await storage.load('0')).toBeNull();
  expect(await storage.load('500')).toEqual(paces);
});
