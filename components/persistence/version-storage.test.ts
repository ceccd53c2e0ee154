/** Versions that the user names, stars and removes, and entries that are none. */
import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { documents } from './database';
import { keepDocument, readDocument } from './document-storage';
import { keepVersion, listVersions, markReplaced, nameVersion, readVersion, removeVersion, starVersion, whenVersionsChange } from './version-storage';
import { latestVersions } from './thin-versions';

const named = (document: HourglassDocument, name: string): HourglassDocument => ({ ...document, name });
/** A document of so many saves. */
async function saved(times: number): Promise<HourglassDocument> {
  const document = createDocument();
  for (let i = 1; i <= times; i += 1) await keepDocument(named(document, `v${i}`));
  return document;
}
const labels = async (id: string) => (await listVersions(id)).versions.map(({ name, label }) => [name, label]);

it('keeps what is there under a name: the version that holds it, or another one where that has a name', async () => {
  const document = await saved(2);
  await keepVersion(named(document, 'v2'), 'before the codebook');
  expect(await labels(document.id)).toEqual([['v2', 'before the codebook'], ['v1', undefined]]);
  await keepVersion(named(document, 'v2'), 'the same');
  await keepVersion(named(document, 'edited'), 'later');
  expect(await labels(document.id)).toEqual([['edited', 'later'], ['v2', 'the same'], ['v2', 'before the codebook'], ['v1', undefined]]);
  expect(await readDocument(document.id)).toMatchObject({ ok: true, document: { name: 'edited' } });
});

it('what has a star, a name, or was replaced as a whole is not thinned out, and what loses its star is', async () => {
  // Of each span of time one stays: all of it is in one.
  const clock = vi.spyOn(Date, 'now').mockReturnValue(1e12);
  const document = await saved(1);
  await keepVersion(named(document, 'v1'), 'named');
  for (const name of ['starred', 'replaced', 'plain']) await keepDocument(named(document, name));
  const [, , starred] = (await listVersions(document.id)).versions;
  await starVersion(starred!, true);
  // The current one is 'plain'.
  await markReplaced(document.id, 'Go back');
  for (let i = 0; i < latestVersions + 9; i += 1) await keepDocument(named(document, `later ${i}`));
  const names = async () => (await listVersions(document.id)).versions.map(({ name }) => name);
  expect(await names()).toEqual(expect.arrayContaining(['v1', 'starred', 'plain']));
  expect(await names()).not.toContain('replaced');
  await starVersion(starred!, false);
  await keepDocument(named(document, 'last'));
  expect(await names()).not.toContain('starred');
  clock.mockRestore();
});

it('takes a version out and puts it back; the current one stays', async () => {
  const document = await saved(3);
  const heard = vi.fn();
  const end = whenVersionsChange(heard);
  const [current, second] = (await listVersions(document.id)).versions;
  await nameVersion(second!, 'second');
  const bringBack = await removeVersion(second!);
  expect(await labels(document.id)).toEqual([['v3', undefined], ['v1', undefined]]);
  await bringBack!();
  expect(await labels(document.id)).toEqual([['v3', undefined], ['v2', 'second'], ['v1', undefined]]);
  expect(await removeVersion(current!)).toBeNull();
  expect(heard).toHaveBeenCalledTimes(3);
  end();
  // What another tab has removed meanwhile is no fault.
  await removeVersion(second!);
  expect([await removeVersion(second!), await readVersion(second!)]).toEqual([null, null]);
  await nameVersion(second!, 'gone');
  expect(await labels(document.id)).toHaveLength(2);
});

it('leaves out what is no version and counts it, and saves on beside it', async () => {
  const document = await saved(2);
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const hostile: readonly object[] = [
    { at: 'yesterday', name: 'x', value: {} },
    { at: 9e15, name: 'x', value: {} },
    { at: 1, name: { toString: 'x' }, value: {} },
    { at: 1, name: 'x', label: ['a'], value: {} },
    { at: 1, name: 'x', value: circle },
    { at: 1, name: 'x', value: 12n },
    { at: 1, name: 'x' },
    {},
  ];
  for (const [i, entry] of hostile.entries()) await documents.use((db) => db.put('versions', { document: document.id, version: 10 + i, ...entry } as never));
  await documents.use((db) => db.put('versions', { document: document.id, version: 30, at: 1, name: 'x', value: { format: 'hourglass', version: 99 } }));
  const { versions, damaged } = await listVersions(document.id);
  expect(damaged).toBe(hostile.length);
  expect(versions.map(({ version }) => version)).toEqual([30, 2, 1]);
  expect(await readVersion(versions[0]!)).toMatchObject({ ok: false });
  await keepDocument(named(document, 'v31'));
  expect((await listVersions(document.id)).versions[0]).toMatchObject({ version: 31, name: 'v31' });
});
