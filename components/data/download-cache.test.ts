import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { downloadCache } from './download-cache';

it('keeps bytes between visits, and says in words why it cannot', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const cache = downloadCache('test');
  expect(await cache.read('a')).toBeNull();
  await cache.write('a', bytes);
  expect([...(await downloadCache('test').read('a'))!]).toEqual([1, 2, 3]);
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  await expect(cache.write('b', bytes)).rejects.toThrow('The space for this page is full');
  full.mockRestore();
});
