import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DBSchema } from 'idb';
import { BrowserStore } from './browser-store';

interface Schema extends DBSchema {
  things: { key: string; value: string };
}
let count = 0;
let name = '';
const connections: IDBDatabase[] = [];

function store(more: { onLost?(): void; version?: number } = {}): BrowserStore<Schema> {
  return new BrowserStore<Schema>({ name, version: 1, upgrade: (db) => void (db.objectStoreNames.contains('things') || db.createObjectStore('things')), ...more });
}
const put = (target: BrowserStore<Schema>, value: string): Promise<unknown> => target.write(['things'], (change) => change.objectStore('things').put(value, 'a'));
const get = (target: BrowserStore<Schema>): Promise<string | undefined> => target.use((db) => db.get('things', 'a'));

beforeEach(() => {
  name = `store ${++count}`;
  connections.length = 0;
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
    const request = open(...args);
    request.addEventListener('success', () => connections.push(request.result));
    return request;
  });
});
afterEach(() => vi.restoreAllMocks());

test('a connection that was closed under it is opened again, for reading and for writing', async () => {
  const things = store();
  await put(things, 'one');
  connections.at(-1)!.close();
  expect(await get(things)).toBe('one');
  connections.at(-1)!.close();
  await put(things, 'two');
  expect(await get(things)).toBe('two');
  expect(connections).toHaveLength(3);
});

test('a connection that the browser ends is told, and opened again', async () => {
  const onLost = vi.fn();
  const things = store({ onLost });
  await put(things, 'one');
  forceCloseDatabase(connections[0] as never);
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce());
  expect(await get(things)).toBe('one');
});

test('a full disk fails with its own name, keeps what was there, and is over when there is space', async () => {
  const things = store();
  await put(things, 'one');
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  await expect(put(things, 'two')).rejects.toMatchObject({ name: 'QuotaExceededError' });
  full.mockRestore();
  expect(await get(things)).toBe('one');
  await put(things, 'three');
  expect(await get(things)).toBe('three');
});

test('nothing of a write that fails half-way is kept', async () => {
  const things = store();
  await put(things, 'one');
  const half = things.write(['things'], async (change) => {
    await change.objectStore('things').put('two', 'a');
    throw new Error('half-way');
  });
  await expect(half).rejects.toThrow('half-way');
  expect(await get(things)).toBe('one');
});

test('it does not stand in the way of who deletes or renews the database, and begins anew after that', async () => {
  const onLost = vi.fn();
  const things = store({ onLost });
  await put(things, 'one');
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', resolve);
    request.addEventListener('blocked', () => reject(new Error('blocked')));
  });
  expect(onLost).toHaveBeenCalledOnce();
  expect(await get(things)).toBeUndefined();
  await put(things, 'two');
  const newer = store({ version: 2 });
  expect(await get(newer)).toBe('two');
  expect(onLost).toHaveBeenCalledOnce();
  await expect(get(things)).rejects.toMatchObject({ name: 'VersionError' });
});
