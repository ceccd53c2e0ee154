/** Keeps documents in the browser. A save writes a new version and then switches to it, so that a crash in between loses neither. */
import { openValue } from '@/graph-engine/document/open';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { catalogue } from '@/components/studio-state/document-session';
import { database, type DocumentRow, type VersionRow } from './database';

export const keptVersions = 20;
const versionsOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

/** Writes the next version, then points at it, then forgets the oldest versions. */
export async function keepDocument(document: HourglassDocument): Promise<void> {
  const db = await database();
  const at = Date.now();
  const keys = await db.getAllKeys('versions', versionsOf(document.id));
  const version = (keys.at(-1)?.[1] ?? 0) + 1;
  await db.add('versions', { document: document.id, version, at, name: document.name, value: document });
  const switching = db.transaction(['documents', 'versions'], 'readwrite');
  const row = await switching.objectStore('documents').get(document.id);
  await switching.objectStore('documents').put({
    id: document.id,
    name: document.name,
    created: row?.created ?? at,
    updated: at,
    nodes: Object.keys(document.nodes).length,
    version,
  });
  for (const key of keys.slice(0, Math.max(0, keys.length + 1 - keptVersions))) await switching.objectStore('versions').delete(key);
  await switching.done;
}

export type Kept =
  | { readonly ok: true; readonly document: HourglassDocument; readonly at: number; readonly damaged: number }
  | { readonly ok: false; readonly reason: string };

/** The current version; where that is damaged, the newest one that is not (`damaged` counts those passed over). */
export async function readDocument(id: string): Promise<Kept> {
  const db = await database();
  const row = await db.get('documents', id);
  if (!row) return { ok: false, reason: 'The document is not in this browser any more.' };
  const versions = (await db.getAll('versions', versionsOf(id))).filter(({ version }) => version <= row.version).reverse();
  for (const [damaged, { value, at }] of versions.entries()) {
    const opened = openValue(value, catalogue);
    if (opened.ok) return { ok: true, document: opened.document, at, damaged };
  }
  return { ok: false, reason: `${row.name} is damaged in all ${versions.length} versions that this browser keeps.` };
}

/** The most recent first. */
export async function listDocuments(): Promise<readonly DocumentRow[]> {
  const db = await database();
  return (await db.getAllFromIndex('documents', 'updated')).reverse();
}

/** The newest first. */
export async function listVersions(id: string): Promise<readonly VersionRow[]> {
  const db = await database();
  return (await db.getAll('versions', versionsOf(id))).reverse();
}

export async function deleteDocument(id: string): Promise<void> {
  const db = await database();
  const deleting = db.transaction(['documents', 'versions'], 'readwrite');
  await deleting.objectStore('documents').delete(id);
  await deleting.objectStore('versions').delete(versionsOf(id));
  await deleting.done;
}

export const isKept = async (id: string): Promise<boolean> => (await (await database()).getKey('documents', id)) !== undefined;

export const rememberOpen = async (id: string): Promise<void> => void (await (await database()).put('settings', id, 'open'));
export const lastOpen = async (): Promise<string | undefined> => (await database()).get('settings', 'open');
