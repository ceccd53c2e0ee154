/** Keeps documents in the browser, with earlier versions. A save adds a version and switches to it in one write, so that a crash or a full disk loses neither. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { catalogue } from '@/components/studio-state/document-session';
import { documents, type DocumentRow, type VersionRow, type Versions } from './database';
import { fenceOf, passFence } from '@/components/storage/fence';
import { versionsToForget, type VersionAge } from './thin-versions';
import { whyNotKept } from '@/components/storage/why-not-kept';
import { ageOf, agesOf, forgetAges } from './version-ages';
import { setWriter, writerOf } from '@/components/storage/writer';

/** All versions of a document. */
export const versionsOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

/** The version of each document that this page has read or written last. */
const seen = new Map<string, number>();

/**
 * Makes this page the writer of a document from now on: what others write of it later is refused. Where nothing can be written, the
 * number alone makes it that as soon as something can.
 */
export async function claimDocument(id: string): Promise<void> {
  let number = Date.now();
  try {
    await documents.write(['settings'], async (change) => {
      const settings = change.objectStore('settings');
      number = Math.max(number, Number((await settings.get(fenceOf(id))) ?? 0) + 1);
      await settings.put(number, fenceOf(id));
    });
  } catch (error) {
    if (whyNotKept(error) === null) throw error;
  }
  setWriter(id, number);
}

/**
 * Writes the next version, points at it, and thins out earlier ones. `edit` is what was done last, `label` the user's name for this state.
 * @throws SupersededError where another page has become its writer after `writer`, this page.
 */
export async function keepDocument(document: HourglassDocument, edit?: string, writer = writerOf(document.id), label?: string): Promise<void> {
  const { id, name } = document;
  const written = await documents.write(['documents', 'versions', 'settings'], async (change) => {
    await passFence(change.objectStore('settings'), id, writer);
    const [rows, versions] = [change.objectStore('documents'), change.objectStore('versions')];
    const at = Date.now();
    const known = agesOf(id);
    const earlier: VersionAge[] = [];
    for (const [, version] of await versions.getAllKeys(versionsOf(id))) {
      const age = known.get(version) ?? ageOf((await versions.get([id, version]))!);
      known.set(version, age);
      earlier.push(age);
    }
    const version = (earlier.at(-1)?.version ?? 0) + 1;
    await versions.add({ document: id, version, at, name, value: document, ...(edit !== undefined && { edit }), ...(label !== undefined && { label }) });
    const row = await rows.get(id);
    await rows.put({ id, name, created: row?.created ?? at, updated: at, nodes: Object.keys(document.nodes).length, version });
    for (const old of versionsToForget([...earlier, { version, at, forGood: label !== undefined, replaced: false }], at)) await forget(versions, id, old);
    return version;
  });
  seen.set(id, written);
}
/** The document as another page has written it since this one has read or written it; null where none has. */
export async function newerThanSeen(id: string): Promise<HourglassDocument | null> {
  const before = seen.get(id);
  const row = await documents.use((db) => db.get('documents', id));
  if (before === undefined || !row || row.version <= before) return null;
  const kept = await readDocument(id);
  return kept.ok ? kept.document : null;
}
/** Another page may have named it meanwhile. */
async function forget(versions: Versions, id: string, version: number): Promise<void> {
  const row = await versions.get([id, version]);
  if (!row || !ageOf(row).forGood) await versions.delete([id, version]);
  agesOf(id).delete(version);
}

export type Kept =
  | { readonly ok: true; readonly document: HourglassDocument; readonly at: number; readonly damaged: number }
  | { readonly ok: false; readonly reason: string };

/** The current version; where that is damaged, the newest one that is not (`damaged` counts those passed over). */
export function readDocument(id: string): Promise<Kept> {
  return documents.use(async (db) => {
    const row = await db.get('documents', id);
    if (!row) return { ok: false, reason: 'The document is not in this browser any more.' };
    // Fetched with the first document that is read: who comes for the first time has none.
    const { openValue } = await import('@/graph-engine/document/open');
    const keys = (await db.getAllKeys('versions', versionsOf(id))).filter(([, version]) => version <= row.version).reverse();
    for (const [damaged, key] of keys.entries()) {
      const version = await db.get('versions', key);
      const opened = openValue(version?.value, catalogue);
      if (!version || !opened.ok) continue;
      seen.set(id, row.version);
      return { ok: true, document: opened.document, at: version.at, damaged };
    }
    return { ok: false, reason: `${row.name} is damaged in all ${keys.length} versions that this browser keeps.` };
  });
}

/** The most recent first. */
export const listDocuments = (): Promise<readonly DocumentRow[]> => documents.use(async (db) => (await db.getAllFromIndex('documents', 'updated')).reverse());

/** A document that was deleted, with all its versions. */
export interface Deleted {
  readonly row: DocumentRow | undefined;
  readonly versions: readonly VersionRow[];
}
export async function deleteDocument(id: string): Promise<Deleted> {
  forgetAges(id);
  return documents.write(['documents', 'versions', 'settings'], async (change) => {
    const [rows, versions] = [change.objectStore('documents'), change.objectStore('versions')];
    const deleted = { row: await rows.get(id), versions: await versions.getAll(versionsOf(id)) };
    await rows.delete(id);
    await versions.delete(versionsOf(id));
    await change.objectStore('settings').delete(fenceOf(id));
    return deleted;
  });
}
export async function bringBack({ row, versions }: Deleted): Promise<void> {
  await documents.write(['documents', 'versions'], async (change) => {
    if (row) await change.objectStore('documents').put(row);
    for (const version of versions) await change.objectStore('versions').put(version);
  });
}

export const isKept = (id: string): Promise<boolean> => documents.use(async (db) => (await db.getKey('documents', id)) !== undefined);

export const rememberOpen = (id: string): Promise<void> => documents.use(async (db) => void (await db.put('settings', id, 'open')));
export const lastOpen = (): Promise<string | undefined> => documents.use(async (db) => (await db.get('settings', 'open')) as string | undefined);
