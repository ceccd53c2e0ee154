/** What the browser keeps: versions, the switch between them, and what is left after damage or a crash in between. */
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { database } from './database';
import { deleteDocument, isKept, keepDocument, keptVersions, listDocuments, listVersions, readDocument } from './document-storage';

const named = (document: HourglassDocument, name: string): HourglassDocument => ({ ...document, name });
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

  it('keeps the last versions only, the newest first', async () => {
    const document = createDocument();
    for (let i = 1; i <= keptVersions + 7; i += 1) await keepDocument(named(document, `v${i}`));
    const versions = await listVersions(document.id);
    expect(versions).toHaveLength(keptVersions);
    expect(versions[0]?.name).toBe(`v${keptVersions + 7}`);
    expect(versions.at(-1)?.name).toBe('v8');
    expect(await nameOf(document.id)).toBe(`v${keptVersions + 7}`);
  });

  it('still opens the version before, when a crash came between writing and switching', async () => {
    const document = createDocument();
    await keepDocument(named(document, 'whole'));
    const db = await database();
    await db.add('versions', { document: document.id, version: 2, at: Date.now(), name: 'half', value: named(document, 'half') });
    expect(await nameOf(document.id)).toBe('whole');
    await keepDocument(named(document, 'next'));
    expect(await nameOf(document.id)).toBe('next');
  });

  it('passes over a damaged version and says so', async () => {
    const document = createDocument();
    await keepDocument(named(document, 'good'));
    await keepDocument(named(document, 'bad'));
    const db = await database();
    await db.put('versions', { document: document.id, version: 2, at: 0, name: 'bad', value: { format: 'hourglass', version: 'x' } });
    const kept = await readDocument(document.id);
    expect(kept).toMatchObject({ ok: true, damaged: 1, document: { name: 'good' } });
  });

  it('refuses with a reason what is damaged altogether, or gone', async () => {
    const document = createDocument({ name: 'Ruin' });
    await keepDocument(document);
    const db = await database();
    await db.put('versions', { document: document.id, version: 1, at: 0, name: 'Ruin', value: null });
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
});
