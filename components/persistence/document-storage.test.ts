/** What the browser keeps: versions, the switch between them, and what is left after damage or a crash in between. */
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { documents } from './database';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { bringBack, claimDocument, deleteDocument, isKept, keepDocument, listDocuments, newerThanSeen, readDocument } from './document-storage';
import { listVersions as list, nameVersion, readVersion } from './version-storage';
import { latestVersions } from './thin-versions';
import { writerOf } from '@/components/storage/writer';

const named = (document: HourglassDocument, name: string): HourglassDocument => ({ ...document, name });
const listVersions = async (id: string) => (await list(id)).versions;
const nameOf = async (id: string): Promise<string> => {
  const kept = await readDocument(id);
  return kept.ok ? kept.document.name : `refused: ${kept.reason}`;
};

describe('document storage', () => {
  it('gives back what was kept, equal', async () => {
    const document = createDocument({ name: 'First' });
    await keepDocument(document);
    const kept = await readDocument(document.id);
    expect(kept.ok && kept.document).toEqual(document);
    expect(await isKept(document.id)).toBe(true);
  });

  it('keeps the latest versions, and those with a name however many come after', async () => {
    const document = createDocument();
    await keepDocument(named(document, 'v1'), 'Add Encoder');
    const [first] = await listVersions(document.id);
    expect(first).toMatchObject({ version: 1, name: 'v1', edit: 'Add Encoder' });
    await nameVersion(first!, 'Before the experiment');
    for (let i = 2; i <= latestVersions + 27; i += 1) await keepDocument(named(document, `v${i}`));
    const versions = await listVersions(document.id);
    expect(versions[0]?.name).toBe(`v${latestVersions + 27}`);
    expect(versions.at(-1)).toMatchObject({ version: 1, label: 'Before the experiment' });
    // The ones between were saved within a few seconds, and so belong to one or two spans of time.
    expect(versions.length).toBeGreaterThanOrEqual(latestVersions + 1);
    expect(versions.length).toBeLessThanOrEqual(latestVersions + 3);
    expect(await readVersion(versions.at(-1)!)).toMatchObject({ ok: true, document: { name: 'v1' } });
    await nameVersion(versions.at(-1)!, '');
    await keepDocument(named(document, 'last'));
    expect((await listVersions(document.id)).some(({ label }) => label !== undefined)).toBe(false);
  });

  it('says nothing of a full disk but its name, keeps what was there, and saves again when there is space', async () => {
    const document = createDocument();
    await keepDocument(named(document, 'before'));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    await expect(keepDocument(named(document, 'full'))).rejects.toMatchObject({ name: 'QuotaExceededError' });
    put.mockRestore();
    expect(await nameOf(document.id)).toBe('before');
    expect(await listVersions(document.id)).toHaveLength(1);
    await keepDocument(named(document, 'after'));
    expect(await nameOf(document.id)).toBe('after');
  });

  it('brings a deleted document back with its versions', async () => {
    const document = createDocument();
    await keepDocument(named(document, 'one'));
    await nameVersion((await listVersions(document.id))[0]!, 'The first');
    await keepDocument(named(document, 'two'));
    const deleted = await deleteDocument(document.id);
    await bringBack(deleted);
    expect((await listVersions(document.id)).map(({ name, label }) => [name, label])).toEqual([['two', undefined], ['one', 'The first']]);
    expect(await nameOf(document.id)).toBe('two');
  });

  it('still opens the version before, when a crash came between writing and switching', async () => {
    const document = createDocument();
    await keepDocument(named(document, 'whole'));
    await documents.use((db) => db.add('versions', { document: document.id, version: 2, at: Date.now(), name: 'half', value: named(document, 'half') }));
    expect(await nameOf(document.id)).toBe('whole');
    await keepDocument(named(document, 'next'));
    expect(await nameOf(document.id)).toBe('next');
  });

  it('passes over a damaged version and says so', async () => {
    const document = createDocument();
    await keepDocument(named(document, 'good'));
    await keepDocument(named(document, 'bad'));
    await documents.use((db) => db.put('versions', { document: document.id, version: 2, at: 0, name: 'bad', value: { format: 'hourglass', version: 'x' } }));
    const kept = await readDocument(document.id);
    expect(kept).toMatchObject({ ok: true, damaged: 1, document: { name: 'good' } });
  });

  it('refuses with a reason what is damaged altogether, or gone', async () => {
    const document = createDocument({ name: 'Ruin' });
    await keepDocument(document);
    await documents.use((db) => db.put('versions', { document: document.id, version: 1, at: 0, name: 'Ruin', value: null }));
    expect(await nameOf(document.id)).toMatch(/refused: Ruin is damaged/);
    expect(await nameOf('nobody')).toMatch(/refused: .*not in this browser/);
  });

  it('lists the most recent first and forgets what is deleted, versions included', async () => {
    const [a, b] = [createDocument({ name: 'A' }), createDocument({ name: 'B' })];
    await keepDocument(a);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await keepDocument(b);
    const ids = (await listDocuments()).map(({ id }) => id);
    expect(ids.indexOf(b.id)).toBeLessThan(ids.indexOf(a.id));
    await deleteDocument(a.id);
    expect(await isKept(a.id)).toBe(false);
    expect(await listVersions(a.id)).toEqual([]);
    expect(await isKept(b.id)).toBe(true);
  });

  it('keeps nothing of a page whose document another one has claimed since', async () => {
    const document = createDocument({ name: 'Stolen' });
    await claimDocument(document.id);
    const woken = writerOf(document.id)!;
    await keepDocument(named(document, 'before'));
    await claimDocument(document.id);
    expect(writerOf(document.id)).toBeGreaterThan(woken);
    await expect(keepDocument(named(document, 'stale'), undefined, woken)).rejects.toThrow(SupersededError);
    expect(await nameOf(document.id)).toBe('before');
    expect(await listVersions(document.id)).toHaveLength(1);
    await keepDocument(named(document, 'after'));
    expect(await nameOf(document.id)).toBe('after');
  });

  it('is the writer of a document also where the disk is full, and writes when there is space', async () => {
    const document = createDocument({ name: 'Crowded' });
    await claimDocument(document.id);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    const first = writerOf(document.id)!;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await claimDocument(document.id);
    put.mockRestore();
    expect(writerOf(document.id)).toBeGreaterThan(first);
    await keepDocument(document);
    await expect(keepDocument(named(document, 'stale'), undefined, first)).rejects.toThrow(SupersededError);
  });

  it('tells what another page has written since this one has read or written', async () => {
    const document = createDocument({ name: 'Shared' });
    expect(await newerThanSeen(document.id)).toBeNull();
    await keepDocument(document);
    expect(await newerThanSeen(document.id)).toBeNull();
    await documents.write(['documents', 'versions'], async (change) => {
      await change.objectStore('versions').put({ document: document.id, version: 2, at: Date.now(), name: 'Elsewhere', value: named(document, 'Elsewhere') });
      await change.objectStore('documents').put({ ...(await change.objectStore('documents').get(document.id))!, name: 'Elsewhere', version: 2 });
    });
    expect((await newerThanSeen(document.id))?.name).toBe('Elsewhere');
    expect(await newerThanSeen(document.id)).toBeNull();
  });
});
