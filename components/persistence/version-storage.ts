/** The versions of a document that the browser keeps: listed, looked into, named, starred, removed. What is damaged is left out and counted. */
import * as z from 'zod/mini';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { openValue, type Opened } from '@/graph-engine/document/open';
import { catalogue } from '@/components/studio-state/document-session';
import { documents, type VersionRow } from './database';
import { keepDocument, versionsOf } from './document-storage';
import { ageOf, agesOf } from './version-ages';

/** Dates reach no farther (ECMA-262, 21.4.1.1). */
const lastDate = 8.64e15;
const infoSchema = z.object({
  document: z.string(),
  version: z.number(),
  at: z.number().check(z.minimum(0), z.maximum(lastDate)),
  name: z.string(),
  edit: z.optional(z.string()),
  label: z.optional(z.string()),
  starred: z.optional(z.literal(true)),
  before: z.optional(z.string()),
});
/** A version without the document that it holds. */
export interface VersionInfo extends Omit<VersionRow, 'value'> {
  /** Of its document, as text. */
  readonly bytes: number;
}
export interface VersionList {
  /** The newest first. */
  readonly versions: readonly VersionInfo[];
  /** Entries that are no versions, and are left out. */
  readonly damaged: number;
}

/** Null for what no document can be. */
function bytesOf(value: unknown): number | null {
  try {
    return typeof value === 'object' && value !== null ? new Blob([JSON.stringify(value)]).size : null;
  } catch {
    // It holds itself, or a number that no text can hold.
    return null;
  }
}
function infoOf(row: VersionRow): VersionInfo | null {
  const info = infoSchema.safeParse(row);
  const bytes = bytesOf(row.value);
  return info.success && bytes !== null ? ({ ...info.data, bytes } as VersionInfo) : null;
}

export function listVersions(id: string): Promise<VersionList> {
  return documents.use(async (db) => {
    const infos: (VersionInfo | null)[] = [];
    // One after the other: all documents at once may be more than fits.
    for (let cursor = await db.transaction('versions').store.openCursor(versionsOf(id), 'prev'); cursor; cursor = await cursor.continue()) infos.push(infoOf(cursor.value));
    const versions = infos.filter((info) => info !== null);
    return { versions, damaged: infos.length - versions.length };
  });
}

type Place = Pick<VersionInfo, 'document' | 'version'>;
/** What a version holds, through the checks of a file; null where it was thinned out or removed. */
export async function readVersion({ document, version }: Place): Promise<Opened | null> {
  const row = await documents.use((db) => db.get('versions', [document, version]));
  return row ? openValue(row.value, catalogue) : null;
}

const listeners = new Set<() => void>();
/** Calls when the user has changed something of the versions in this page; gives what ends that. */
export function whenVersionsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
const changed = (): void => listeners.forEach((tell) => tell());

/** Nothing where the version is not there any more. */
async function change({ document, version }: Place, how: (row: VersionRow) => VersionRow): Promise<void> {
  await documents.write(['versions'], async (write) => {
    const versions = write.objectStore('versions');
    const row = await versions.get([document, version]);
    if (!row) return;
    const next = how(row);
    await versions.put(next);
    agesOf(document).set(version, ageOf(next));
  });
  changed();
}
/** Gives a version a name, which keeps it for good; an empty one takes the name away. */
export const nameVersion = (place: Place, label: string): Promise<void> => change(place, ({ label: _, ...row }) => (label === '' ? row : { ...row, label }));
/** Keeps a version for good, or no longer. */
export const starVersion = (place: Place, starred: boolean): Promise<void> => change(place, ({ starred: _, ...row }) => (starred ? { ...row, starred: true } : row));
/** The version that is current was the last before what is about to be done took the place of the whole document. */
export async function markReplaced(id: string, before: string): Promise<void> {
  const row = await documents.use((db) => db.get('documents', id));
  if (row) await change({ document: id, version: row.version }, (version) => ({ ...version, before }));
}

/**
 * Keeps this state of the document for good, under a name. A current version that is the same, and has no name yet, takes it.
 * @throws SupersededError where another page has become the document's writer
 */
export async function keepVersion(document: HourglassDocument, label: string): Promise<void> {
  const row = await documents.use((db) => db.get('documents', document.id));
  const current = row && (await documents.use((db) => db.get('versions', [row.id, row.version])));
  if (current && current.label === undefined && JSON.stringify(current.value) === JSON.stringify(document)) return nameVersion(current, label);
  await keepDocument(document, undefined, undefined, label);
  changed();
}

/** Takes a version out; calling what it gives puts it back. Null where it is the current one, or gone. */
export async function removeVersion({ document, version }: Place): Promise<(() => Promise<void>) | null> {
  const taken = await documents.write(['documents', 'versions'], async (write) => {
    const versions = write.objectStore('versions');
    const [row, found] = [await write.objectStore('documents').get(document), await versions.get([document, version])];
    if (row?.version === version || !found) return null;
    await versions.delete([document, version]);
    return found;
  });
  if (!taken) return null;
  agesOf(document).delete(version);
  changed();
  return async () => {
    await documents.write(['versions'], (write) => write.objectStore('versions').put(taken));
    changed();
  };
}
