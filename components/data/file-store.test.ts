import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { checksumOf, filesOf, keepFiles, keptFiles, removeKept } from './file-store';
import type { GivenFile } from './read-protocol';

const file = (name: string, text: string): GivenFile => ({ name, blob: new Blob([text]) });
const place = (node: string, fileName: string) => ({ documentId: 'document-a', node, fileName });
const textOf = async (files: readonly GivenFile[] | null): Promise<unknown> => files && Promise.all(files.map(async ({ name, blob }) => [name, await blob.text()]));

it('gives files back as they were, with their folders, also to a document that came from elsewhere', async () => {
  const files = [file('animals/cats/1.png', 'one'), file('animals/dogs/2.png', 'twenty'), file('animals/empty', '')];
  await keepFiles(place('dataset', 'animals'), files);
  const expected = [['animals/cats/1.png', 'one'], ['animals/dogs/2.png', 'twenty'], ['animals/empty', '']];
  expect(await textOf(await filesOf(place('dataset', 'animals')))).toEqual(expected);
  expect(await textOf(await filesOf({ documentId: 'document-b', node: 'x', fileName: 'animals' }))).toEqual(expected);
  expect(await filesOf(place('dataset', 'others'))).toBeNull();
});
it('lists what is kept, the largest first, and forgets what is removed', async () => {
  await keepFiles(place('other', 'large.csv'), [file('large.csv', 'x'.repeat(5000))]);
  await keepFiles({ documentId: 'document-c', node: 'dataset', fileName: 'large.csv' }, [file('large.csv', 'x'.repeat(5000))]);
  const [largest, ...rest] = await keptFiles();
  expect(largest).toMatchObject({ name: 'large.csv', files: 1, bytes: 5000, documents: ['document-a', 'document-c'] });
  await removeKept(largest!.checksum);
  expect(await keptFiles()).toEqual(rest);
  expect(await filesOf(place('other', 'large.csv'))).toBeNull();
});
it('is another checksum for other bytes, other names, and the same bytes parted in another way', async () => {
  const sums = await Promise.all([[file('a', 'xy')], [file('a', 'xz')], [file('b', 'xy')], [file('a', 'x'), file('b', 'y')]].map(checksumOf));
  expect(new Set(sums).size).toBe(4);
  expect(await checksumOf([file('b', 'y'), file('a', 'x')])).toBe(sums[3]);
});
it('reads what an earlier version kept', async () => {
  const db = await openDB('hourglass-files', 1);
  await db.put('files', [{ name: 'old.idx', bytes: Uint8Array.of(104, 105) }], 'sum');
  await db.put('places', 'sum', 'document-a/dataset old.idx');
  db.close();
  expect(await textOf(await filesOf(place('dataset', 'old.idx')))).toEqual([['old.idx', 'hi']]);
});
